import type { Services } from '@/lib/context';
import { hourMs, minuteMs, secondMs } from '@/lib/time/duration';
import { cleanAll } from './clean-summaries';
import { workspacesWithLargeDays } from './due-days';
import { keptSummaries } from './kept-summaries';
import { isCalm, makeSummaries } from './make-summaries';
import { wantedOf } from './wanted-summaries';

export type SummaryServices = Pick<
  Services,
  'store' | 'engine' | 'breakers' | 'admission' | 'clock' | 'metrics' | 'log'
>;
type Run = { signal: AbortSignal; isFull: boolean };

const everyMs = 30 * secondMs;
/** What is asked for is looked at within that; days that end and late events every so many times. */
const fullEvery = 20;
/** Of several portals one works; another takes over when it has said nothing for so long. */
const turnMs = 15 * minuteMs;
const turnKey = 'summaries.turn';
const cleanedKey = 'summaries.cleaned';

/**
 * Summarises closed days as questions over long ranges need them, and deletes what has become of no use.
 * `stop` resolves when nothing is under way; what is left is made after the next start.
 */
export function startSummaries(services: SummaryServices): { stop(): Promise<void> } {
  const abort = new AbortController();
  let working: Promise<void> | null = null;
  let looks = 0;
  const timer = setInterval(() => {
    if (working !== null) return;
    looks += 1;
    working = lookOnce(services, { signal: abort.signal, isFull: looks % fullEvery === 1 }).finally(
      () => (working = null),
    );
  }, everyMs);
  timer.unref();
  return {
    stop: async () => {
      abort.abort(new Error('the portal stops'));
      clearInterval(timer);
      await working;
    },
  };
}

/** One look at what is to be made. Never rejects. */
export async function lookOnce(services: SummaryServices, { signal, isFull }: Run): Promise<void> {
  const { store, clock, log, engine } = services;
  try {
    // Notes are written down whoever works, so that it is known what was asked here.
    const wanted = wantedOf(engine).take();
    if (wanted.length === 0 && !isFull) return;
    const kept = await keptSummaries(services, wanted);
    const at = clock.now();
    if (!isCalm(services) || !(await store.settings.take(null, turnKey, { before: at - turnMs, at }))) return;
    try {
      const isAsked = (id: string): boolean => isFull || wanted.some(({ workspaceId }) => workspaceId === id);
      await makeAll(services, new Map([...kept].filter(([id]) => isAsked(id))), signal);
      if (isFull && !signal.aborted && (await store.settings.take(null, cleanedKey, { before: at - hourMs, at }))) {
        const workspaces = (await store.workspaces.list()).map(({ id }) => id);
        await cleanAll(services, { workspaces, kept, signal });
      }
    } finally {
      await store.settings.set(null, turnKey, 0);
    }
  } catch (error) {
    if (!signal.aborted) log.warn({ err: error }, 'days could not be summarised; trying again later');
  }
}

async function makeAll(
  services: SummaryServices,
  kept: ReadonlyMap<string, readonly string[]>,
  signal: AbortSignal,
): Promise<void> {
  const { store, clock, log } = services;
  if (kept.size === 0) return;
  const large = await workspacesWithLargeDays(services, signal);
  for (const [workspaceId, keys] of kept) {
    if (signal.aborted || !large.has(workspaceId)) continue;
    const done = await makeSummaries(services, { workspaceId, keys, signal });
    if (done.made + done.refused > 0) log.info({ workspaceId, ...done }, 'days were summarised');
    await store.settings.set(null, turnKey, clock.now());
  }
}
