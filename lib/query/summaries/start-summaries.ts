import type { Services } from '@/lib/context';
import { hourMs, minuteMs, secondMs } from '@/lib/time/duration';
import { cleanSummaries } from './clean-summaries';
import { keptProperties } from './kept-properties';
import { isCalm, makeSummaries } from './make-summaries';
import { wantedOf } from './wanted-properties';

type Needs = Pick<Services, 'store' | 'engine' | 'breakers' | 'admission' | 'clock' | 'metrics' | 'log'>;

const everyMs = 30 * secondMs;
/** Of several portals one works; another takes over when it has said nothing for so long. */
const turnMs = 10 * minuteMs;
const turnKey = 'summaries.turn';
const cleanedKey = 'summaries.cleaned';

/**
 * Summarises closed days by the properties that questions over long ranges are about, and deletes what has become of no use.
 * `stop` resolves when nothing is under way; what is left is made after the next start.
 */
export function startSummaries(services: Needs): { stop(): Promise<void> } {
  const abort = new AbortController();
  let working: Promise<void> | null = null;
  const timer = setInterval(() => {
    working ??= lookOnce(services, abort.signal).finally(() => (working = null));
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

async function lookOnce(services: Needs, signal: AbortSignal): Promise<void> {
  const { store, clock, log, engine } = services;
  try {
    // Notes are written down whoever works, so that it is known what was asked here.
    const wanted = wantedOf(engine).take();
    const workspaces = await store.workspaces.list();
    const kept = new Map<string, string[]>();
    for (const { id } of workspaces) kept.set(id, await keptProperties(services, id, wanted));
    const at = clock.now();
    if (!isCalm(services) || !(await store.settings.take(null, turnKey, { before: at - turnMs, at }))) return;
    try {
      for (const [workspaceId, fields] of kept) {
        if (fields.length === 0 || signal.aborted) continue;
        const done = await makeSummaries(services, { workspaceId, fields, signal });
        if (done.made + done.refused > 0) log.info({ workspaceId, ...done }, 'days were summarised by property');
      }
      await cleanNow(services, kept, signal);
    } finally {
      await store.settings.set(null, turnKey, 0);
    }
  } catch (error) {
    if (!signal.aborted) log.warn({ err: error }, 'days could not be summarised; trying again within a minute');
  }
}

async function cleanNow(services: Needs, kept: Map<string, string[]>, signal: AbortSignal): Promise<void> {
  const { store, clock } = services;
  const at = clock.now();
  if (signal.aborted || !(await store.settings.take(null, cleanedKey, { before: at - hourMs, at }))) return;
  for (const [workspaceId, wanted] of kept)
    if (!signal.aborted) await cleanSummaries(services, { workspaceId, wanted, signal });
}
