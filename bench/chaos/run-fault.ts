import { apiKey } from '../../e2e/portal';
import type { Fault } from './faults';
import type { Audit } from './ledger';
import { sleep, until } from './options';
import type { Inside } from './portal';
import { countSpec, type Read } from './readers';
import type { World } from './world';
import { batchName, singleName } from './writers';

export type Outcome = {
  name: string;
  skipped?: string;
  notes: string[];
  reads: number;
  failedReads: Read[];
  staleReads: number;
  slowestReadMs: number;
  firstFreshMs: number | null;
  flushedMs: number | null;
  audit: Audit | null;
  wrong: string[];
  refused: string[];
  /** What stayed open that was not before. */
  leaks: string[];
  inside: Inside | null;
};

const recoverMs = 60_000;

/** Breaks one thing for a while, mends it, waits until all is well again and counts. */
export async function runFault(world: World, fault: Fault, forMs: number, before: Inside): Promise<Outcome> {
  const { portal, readers, writers, ledger, truth, viewers } = world;
  const from = {
    reads: readers.reads.length,
    wrong: truth.faults.length,
    stream: viewers.faults.length,
    refused: ledger.refusals.length,
  };
  const begun = await fault.begin(world, forMs);
  const blank = {
    name: fault.name,
    notes: [],
    reads: 0,
    failedReads: [],
    staleReads: 0,
    slowestReadMs: 0,
    firstFreshMs: null,
    flushedMs: null,
    audit: null,
    wrong: [],
    refused: [],
    leaks: [],
    inside: null,
  };
  if ('skipped' in begun) return { ...blank, skipped: begun.skipped };
  await sleep(forMs);
  await begun.end();
  const ended = performance.now();
  const firstFreshMs = await until(() => isFresh(portal.url, ended), recoverMs, 50);
  await writers.pause();
  const flushed = await until(() => isFlushed(portal.url), recoverMs, 50);
  const audit = await ledger.audit(portal).catch(() => null);
  const streams = await streamFaults(world);
  const left = await leaksOf(world, before);
  writers.resume();
  const reads = readers.reads.slice(from.reads);
  return {
    ...blank,
    notes: begun.notes?.() ?? [],
    reads: reads.length,
    failedReads: reads.filter(({ ok }) => !ok),
    staleReads: reads.filter(({ isStale }) => isStale).length,
    slowestReadMs: Math.max(0, ...reads.map(({ tookMs }) => tookMs)),
    firstFreshMs,
    flushedMs: flushed === null ? null : performance.now() - ended,
    audit,
    wrong: [...truth.faults.slice(from.wrong), ...viewers.faults.slice(from.stream), ...streams],
    refused: ledger.refusals.slice(from.refused),
    leaks: left.leaks,
    inside: left.inside,
  };
}

/** An answer that was computed after a moment. */
async function isFresh(url: string, since: number): Promise<boolean> {
  const askedAt = performance.now();
  const reply = await fetch(`${url}/api/query`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}` },
    body: JSON.stringify(countSpec(singleName, { last: '24h' })),
    signal: AbortSignal.timeout(10_000),
  });
  if (!reply.ok) return false;
  const { meta } = (await reply.json()) as { meta: { freshness: string; ageMs: number } };
  return meta.freshness !== 'stale' && askedAt - meta.ageMs >= since;
}

async function isFlushed(url: string): Promise<boolean> {
  const reply = await fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(10_000) });
  return ((await reply.json()) as { spoolPendingBytes: number }).spoolPendingBytes === 0;
}

/** With the writers at rest every stream has to show what was accepted. */
async function streamFaults({ viewers, ledger }: World): Promise<string[]> {
  const wanted = [singleName, batchName].map((name) => ledger.sentCount(name));
  const behind = () =>
    viewers
      .shown()
      .flatMap((value, n) => (value === wanted[n % 2] ? [] : [`stream ${n} shows ${value} of ${wanted[n % 2]}`]));
  const caughtUp = await until(async () => behind().length === 0, 20_000);
  return caughtUp === null ? behind() : [];
}

/** Connections of clients come and go, so only what is clearly above the start counts, once it has had time to close. */
async function leaksOf({ portal }: World, before: Inside): Promise<{ leaks: string[]; inside: Inside | null }> {
  let now: Inside | null = null;
  let leaks: string[] = [];
  const limits = { descriptors: 25, sockets: 25, children: 0, timers: 25, viewers: 0, questions: 2 } as const;
  await until(
    async () => {
      const inside = await portal.inside();
      now = inside;
      leaks = (Object.keys(limits) as (keyof typeof limits)[])
        .filter((key) => inside[key] > before[key] + limits[key])
        .map((key) => `${key} ${before[key]} → ${inside[key]}`);
      return leaks.length === 0;
    },
    40_000,
    1_000,
  );
  return { leaks, inside: now };
}
