import { apiKey } from '../../e2e/portal';
import { sleep } from './options';
import type { Truth } from './truth';
import { batchName, singleName } from './writers';

/** One thing that a reader wanted, and what came of it. */
export type Read = {
  at: number;
  kind: 'page' | 'query';
  /** What the portal answered; 0 when the network gave nothing at all. */
  status: number;
  ok: boolean;
  isStale: boolean;
  tookMs: number;
  /** Answered at the first attempt. */
  isFirst: boolean;
  why?: string;
};

const limitMs = 10_000;

export const countSpec = (name: string, range: object) => ({
  kind: 'total',
  measures: [{ agg: 'count', event: name }],
  range,
});

type Setup = {
  url: string;
  cookie: string;
  paths: readonly string[];
  range: object;
  truth: Truth;
  random: () => number;
  pages: number;
  queries: number;
};
export type Readers = { reads: Read[]; stop(): Promise<void> };

/** People with dashboards open and scripts with questions, who try again for ten seconds when the connection breaks. */
export function startReaders(setup: Setup): Readers {
  const reads: Read[] = [];
  let isOver = false;
  const loop = async (pauseMs: number, read: (n: number) => Promise<Read>) => {
    for (let n = 0; !isOver; n += 1) {
      reads.push(await read(n));
      await sleep(pauseMs * (0.5 + setup.random()));
    }
  };
  const all = [
    ...Array.from({ length: setup.pages }, (_, i) => loop(500, (n) => readPage(setup, n + i))),
    ...Array.from({ length: setup.queries }, (_, i) => loop(120, (n) => readCount(setup, n + i))),
  ];
  return {
    reads,
    async stop() {
      isOver = true;
      await Promise.all(all);
    },
  };
}

type Tried = { status: number; text: string; isFirst: boolean; askedAt: number };

async function attempt(began: number, ask: () => Promise<Response>): Promise<Tried> {
  for (let n = 0; ; n += 1) {
    const askedAt = performance.now();
    let last: Tried = { status: 0, text: '', isFirst: n === 0, askedAt };
    try {
      const reply = await ask();
      last = { ...last, status: reply.status, text: await reply.text() };
      // "Sightglass is starting": the page that comes back by itself.
      if (reply.status !== 503 || !last.text.startsWith('<!doctype html><meta http-equiv="refresh"')) return last;
    } catch (error) {
      last = { ...last, text: error instanceof Error ? `${error.name} ${error.message}` : '' };
    }
    if (performance.now() - began > limitMs) return last;
    await sleep(150);
  }
}

async function readPage(setup: Setup, n: number): Promise<Read> {
  const at = performance.now();
  const target = setup.paths[n % setup.paths.length] ?? '/overview';
  const { status, text, isFirst } = await attempt(at, () =>
    fetch(`${setup.url}${target}`, {
      headers: { cookie: setup.cookie },
      redirect: 'manual',
      signal: AbortSignal.timeout(limitMs),
    }),
  );
  const why = pageFault(status, text);
  const isStale = text.includes('data-freshness="stale"');
  return {
    at,
    kind: 'page',
    status,
    ok: why === null,
    isStale,
    tookMs: performance.now() - at,
    isFirst,
    ...(why ? { why: `${target}: ${why}` } : {}),
  };
}

/** Why a page is not what a reader came for; null when it is. */
function pageFault(status: number, text: string): string | null {
  if (status !== 200) return `answered ${status}${text === '' ? '' : `: ${text.slice(0, 120)}`}`;
  if (!text.includes('</html>')) return 'broke off';
  if (/__next_error__|could not be drawn|data-dgst/.test(text)) return 'could not be drawn';
  return text.includes('<svg') ? null : 'has no charts';
}

async function readCount(setup: Setup, n: number): Promise<Read> {
  const at = performance.now();
  const question = n % 2 === 0 ? singleName : batchName;
  const tried = await attempt(at, () =>
    fetch(`${setup.url}/api/query`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(countSpec(question, setup.range)),
      signal: AbortSignal.timeout(limitMs),
    }),
  );
  const answeredAt = performance.now();
  const read = { at, kind: 'query' as const, status: tried.status, tookMs: answeredAt - at, isFirst: tried.isFirst };
  if (tried.status !== 200)
    return { ...read, ok: false, isStale: false, why: `${tried.status} ${tried.text.slice(0, 160)}` };
  const { data, meta } = JSON.parse(tried.text) as {
    data: { values: { value: number | null }[] };
    meta: Parameters<Truth['judge']>[0]['meta'];
  };
  setup.truth.judge({ question, value: data.values[0]?.value ?? 0, meta, askedAt: tried.askedAt, answeredAt });
  return { ...read, ok: true, isStale: meta.freshness === 'stale' };
}
