import { hotDoor } from '@/app/api/hot-doors';
import { AppError } from '@/lib/errors/app-error';
import { parseSpec } from '@/lib/query/parse-spec';
import type { Entry } from '@/lib/query/entry';
import { specKey } from '@/lib/query/spec-key';
import { openTestPortal, type TestPortal } from '../build/portal';

jest.setTimeout(120_000);
const apiKey = 'sga_doors_test_key_012345';
const crowd = 1_000;

let portal: TestPortal;
/** Statements about events that reached the engine. */
let asked: string[] = [];
/** What the next statements wait for. */
let gate: Promise<unknown> = Promise.resolve();

beforeAll(async () => {
  portal = await openTestPortal({ SIGHTGLASS_INIT_API_KEY: apiKey });
  const { engine } = portal.runtime.services;
  const query = engine.query.bind(engine);
  engine.query = async <Row>(asking: Parameters<typeof query>[0]) => {
    if (!Object.values(asking.params ?? {}).includes('stampede')) return query<Row>(asking);
    asked.push(asking.sql);
    await gate;
    return query<Row>(asking);
  };
});
beforeEach(() => {
  asked = [];
  gate = Promise.resolve();
});
afterAll(() => portal.stop());

const away = new AppError('engine_unavailable', 'The engine is away.');
const spec = (hours: number) => ({
  kind: 'trend',
  measures: [{ agg: 'count', event: 'stampede' }],
  range: { last: `${hours}h` },
  grain: '1h',
});

async function ask(hours: number): Promise<{ status: number; freshness?: string }> {
  const door = hotDoor('POST', '/api/query');
  if (!door) throw new Error('there is no door');
  const reply = await door(
    new Request('http://localhost/api/query', {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(spec(hours)),
    }),
  );
  const body = (await reply.json()) as { meta?: { freshness: string } };
  return { status: reply.status, ...(body.meta && { freshness: body.meta.freshness }) };
}

/** All at once: the engine does not begin to answer, or to fail, before each of them has come as far as it can. */
async function askAll(hours: number, failure?: AppError): Promise<{ status: number; freshness?: string }[]> {
  let open: () => void = () => undefined;
  gate = new Promise<void>((resolve, reject) => (open = () => (failure ? reject(failure) : resolve())));
  const waiting = Promise.all(Array.from({ length: crowd }, () => ask(hours)));
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  open();
  return waiting;
}

const tally = (replies: { status: number; freshness?: string }[]) => {
  const counts: Record<string, number> = {};
  for (const { status, freshness = 'none' } of replies) {
    const name = `${status} ${freshness}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

/** Makes an answer as old as that, in a window that has moved on. */
async function age(hours: number, ms: number): Promise<void> {
  const parsed = parseSpec(spec(hours));
  for (const { id } of await portal.runtime.services.store.workspaces.list()) {
    const entry = portal.runtime.services.cache.get<Entry>(specKey(id, parsed))?.value;
    if (entry) Object.assign(entry, { asOf: entry.asOf - ms, freshUntil: 0, windowUntil: 0 });
  }
}

test('a thousand who ask what nobody knows cost one query', async () => {
  expect(tally(await askAll(24))).toEqual({ [`200 fresh`]: crowd });
  expect(asked).toHaveLength(1);
});

test('a thousand who come just after an answer has expired get it at once, and one query renews it', async () => {
  await ask(25);
  await age(25, 2_000);
  asked = [];
  expect(tally(await askAll(25))).toEqual({ '200 cached': crowd });
  expect(asked).toHaveLength(1);
});

test('a thousand who come long after it has expired wait for one query', async () => {
  await ask(26);
  await age(26, 20_000);
  asked = [];
  expect(tally(await askAll(26))).toEqual({ '200 fresh': crowd });
  expect(asked).toHaveLength(1);
});

test('when that one query fails all hear of it, nobody asks again by himself, and the next who comes does', async () => {
  expect(tally(await askAll(27, away))).toEqual({ '503 none': crowd });
  expect(asked).toHaveLength(1);
  expect(tally(await askAll(27))).toEqual({ '200 fresh': crowd });
  expect(asked).toHaveLength(2);
});

test('when it fails and there is an older answer, all get that one, marked as stale', async () => {
  await ask(28);
  await age(28, 20_000);
  asked = [];
  expect(tally(await askAll(28, away))).toEqual({ '200 stale': crowd });
  expect(asked).toHaveLength(1);
});
