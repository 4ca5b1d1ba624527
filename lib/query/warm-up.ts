import type { Services } from '@/lib/context';
import { dayMs, secondMs } from '@/lib/time/duration';
import { parseSpec } from './parse-spec';
import { refreshed, type Question } from './refresh';
import { specKey } from './spec-key';
import { viewedOf } from './viewed-questions';

/** Bounds of what a start may ask before anybody has come. */
export type WarmUpBounds = { questions: number; atOnce: number; totalMs: number };
const usual: WarmUpBounds = { questions: 200, atOnce: 2, totalMs: 30 * secondMs };

const writeEveryMs = 20 * secondMs;
/** A question that takes longer says that the engine has other work: the rest is left to the readers, ms. */
const slowMs = 5 * secondMs;

type Needs = Pick<
  Services,
  'store' | 'engine' | 'breakers' | 'admission' | 'cache' | 'clock' | 'live' | 'metrics' | 'log'
>;
export type WarmUp = { warmed: number; failed: number; skipped: number; tookMs: number };

/**
 * Asks the questions of pages that were viewed in the last day, the last viewed first, so that the first readers after a
 * restart find answers. Ends early when its time is over, the engine is away or has become slow. Never rejects.
 */
export async function warmUp(
  services: Needs,
  { signal, bounds = usual }: { signal: AbortSignal; bounds?: WarmUpBounds },
): Promise<WarmUp> {
  const { store, clock, metrics, log } = services;
  const startedAt = clock.monotonic();
  const done = { warmed: 0, failed: 0, skipped: 0 };
  const over = AbortSignal.any([signal, AbortSignal.timeout(bounds.totalMs)]);
  let isSlow = false;
  const mayGoOn = (): boolean =>
    !over.aborted &&
    !isSlow &&
    services.engine.status().state === 'ready' &&
    services.admission.pressure() <= 1 &&
    services.breakers.engine.status().state === 'closed';
  const warm = async (question: Question): Promise<'warmed' | 'failed' | 'skipped'> => {
    if (!mayGoOn() || services.cache.get(question.key) !== undefined) return 'skipped';
    const began = clock.monotonic();
    try {
      await refreshed(services, question, { purpose: 'warm', signal: over });
      isSlow ||= clock.monotonic() - began > slowMs;
      return 'warmed';
    } catch (error) {
      log.debug({ err: error, key: question.key }, 'a question could not be warmed up');
      return 'failed';
    }
  };
  try {
    const rows = await store.viewedQuestions.list({ since: clock.now() - dayMs, limit: bounds.questions });
    const waiting = rows.flatMap((row) => questionOf(row)).values();
    const lane = async (): Promise<void> => {
      for (const question of waiting) {
        const result = await warm(question);
        done[result] += 1;
        metrics.cache.warmed.inc({ result });
      }
    };
    await Promise.all(Array.from({ length: bounds.atOnce }, lane));
  } catch (error) {
    log.warn({ err: error }, 'what was viewed before the start is not known; nothing is warmed up');
  }
  const end = { ...done, tookMs: Math.round(clock.monotonic() - startedAt) };
  if (done.warmed + done.failed + done.skipped > 0) log.info({ ...end, isSlow }, 'answers warmed up after the start');
  return end;
}

/** Shapes change and rows stay: what is no question any more is left out. */
function questionOf(row: { workspaceId: string; spec: unknown }): Question[] {
  const { workspaceId } = row;
  try {
    const spec = parseSpec(row.spec);
    return [{ workspaceId, key: specKey(workspaceId, spec), spec }];
  } catch {
    return [];
  }
}

/** Warms up once, and writes down what is viewed from then on; stopping writes the rest. */
export function startWarmUp(services: Needs): { stop: () => Promise<void> } {
  const controller = new AbortController();
  const { store, log, clock } = services;
  const write = async (): Promise<void> => {
    try {
      await viewedOf(store).write(services);
    } catch (error) {
      log.debug({ err: error }, 'what is viewed could not be written down');
    }
  };
  const first = warmUp(services, { signal: controller.signal })
    .then(() => store.viewedQuestions.purge(clock.now() - 2 * dayMs))
    .catch((error: unknown) => log.debug({ err: error }, 'what was viewed long ago is still kept'));
  const timer = setInterval(() => void write(), writeEveryMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      controller.abort();
      await first;
      await write();
    },
  };
}
