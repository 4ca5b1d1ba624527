import { readFileSync } from 'node:fs';
import path from 'node:path';
import { alertWorld, type AlertWorld } from './world';
import { knownDifferences, type Answered } from './known-differences';

type Exchange = {
  at: string;
  method: string;
  path: string;
  contentType?: string;
  body?: unknown;
  status: number;
  answerType?: string;
  answer?: unknown;
};
type Case = { name: string; exchanges: Exchange[] };

/** What a real Alertmanager 0.25 answered to real clients, in the order in which they asked. */
const captured = JSON.parse(readFileSync(path.join(__dirname, 'captured.json'), 'utf8')) as Case[];

let world: AlertWorld;
/** Captured id or start of a silence -> ours. */
const renamed = new Map<string, string>();
beforeAll(async () => {
  world = await alertWorld({
    resolveTimeout: '1m',
    receivers: ['web-team', 'pager', 'flaky'].map((name) => ({ name })),
    policies: [
      policy('pager', [equals('severity', 'critical')], { continue: true }),
      policy('flaky', [equals('team', 'flaky')]),
      policy('web-team', []),
    ],
    inhibitions: [
      {
        source: [equals('severity', 'critical')],
        target: [equals('severity', 'warning')],
        equal: ['cluster', 'service'],
      },
    ],
  });
});
afterAll(() => world.close());

const equals = (name: string, value: string) => ({ name, value });
const policy = (name: string, matchers: { name: string; value: string }[], more: { continue?: boolean } = {}) => ({
  name,
  matchers,
  groupBy: ['alertname', 'cluster'],
  groupWait: '2s',
  groupInterval: '5s',
  repeatInterval: '20s',
  steps: [{ receiver: name }],
  ...more,
});

it('has every captured case', () => expect(captured).toHaveLength(92));

/** What we answered, by case and place. Asked in the order of time: each exchange stands on what those before it left behind. */
const answers = new Map<string, Answered>();
beforeAll(async () => {
  const all = captured.flatMap(({ name, exchanges }) =>
    exchanges.map((exchange, index) => ({ key: `${name}/${index}`, exchange, at: Date.parse(exchange.at) })),
  );
  for (const { key, exchange, at } of all.sort((a, b) => a.at - b.at)) {
    world.clock.set(at);
    answers.set(key, await answerTo(exchange));
  }
});

it.each(captured.map((one) => [one.name, one] as const))('answers %s as Alertmanager did', (name, { exchanges }) => {
  exchanges.forEach((exchange, index) => {
    const key = `${name}/${index}`;
    const given = answers.get(key) as Answered;
    const wanted: Answered = {
      status: exchange.status,
      type: exchange.answerType ?? null,
      body: masked(exchange.answer ?? ''),
    };
    const difference = knownDifferences[key] ?? knownDifferences[exchange.path.split('?')[0] ?? ''];
    const compared = difference?.but ?? ((answer: Answered): unknown => answer);
    expect({ key, answer: compared(given) }).toEqual({ key, answer: compared(wanted) });
  });
});

async function answerTo(exchange: Exchange): Promise<Answered> {
  const answer = await world.request(exchange.method, ours(exchange.path), {
    contentType: exchange.contentType ?? null,
    body: bodyOf(exchange),
  });
  const text = await answer.text();
  const body = parsed(text);
  learnSilence(exchange.answer, body);
  const type = answer.headers.get('content-type');
  return { status: answer.status, type: text === '' && type === null ? null : type, body: masked(body) };
}

const bodyOf = ({ body }: Exchange) =>
  body === undefined ? null : ours(typeof body === 'string' ? body : JSON.stringify(body));

function parsed(text: string): unknown {
  try {
    return text === '' ? '' : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
}

function learnSilence(theirs: unknown, our: unknown): void {
  const idOf = (value: unknown) => (value as { silenceID?: unknown } | null)?.silenceID;
  if (typeof idOf(theirs) === 'string' && typeof idOf(our) === 'string')
    renamed.set(String(idOf(theirs)), String(idOf(our)));
  // amtool sends back the start that it was told.
  const startOf = (value: unknown) => (value as { startsAt?: unknown } | null)?.startsAt;
  if (typeof startOf(theirs) === 'string') renamed.set(String(startOf(theirs)), String(startOf(our)));
}

function ours(text: string): string {
  return [...renamed].reduce((done, [theirs, our]) => done.replaceAll(theirs, our), text);
}

const time = /"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"/g;
const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** Times and ids differ from run to run; everything else has to be the same. */
function masked(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(time, '"<time>"').replace(uuid, '<id>')) as unknown;
}
