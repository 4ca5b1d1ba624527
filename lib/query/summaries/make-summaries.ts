import { setTimeout as sleep } from 'node:timers/promises';
import type { Services } from '@/lib/context';
import { minuteMs } from '@/lib/time/duration';
import { dueDays, usualDue, type DueOptions } from './due-days';
import { makeDay } from './make-day';
import { readSummaryKey } from './summary-key';
import { wantedOf } from './wanted-summaries';

type Needs = Pick<Services, 'engine' | 'admission' | 'breakers' | 'clock' | 'metrics' | 'log'>;
export type SummariesOptions = Partial<DueOptions> & {
  /** A day with more values of a property is not summarised. */
  mostValues?: number;
  /** The part of the time that it works; the rest is for others. */
  share?: number;
};
export type MadeDays = Record<'made' | 'refused' | 'unsure', number>;
type Of = { workspaceId: string; keys: readonly string[]; signal: AbortSignal };

const usual = { mostValues: 2_000, share: 0.5 };
const mostPauseMs = 10_000;
/** After this long others have their turn; what is left is made the next time. */
const mostMs = 5 * minuteMs;

/**
 * Summarises the days of a workspace that are due, one after the other with pauses, while the engine is calm, for
 * five minutes at most. Can be stopped and
 * repeated at any point. Throws what the engine throws.
 */
export async function makeSummaries(services: Needs, of: Of, options: SummariesOptions = {}): Promise<MadeDays> {
  const { workspaceId, keys, signal } = of;
  const { metrics, clock } = services;
  const { share, mostValues } = { ...usual, ...options };
  const startedAt = clock.monotonic();
  const isOver = (): boolean => signal.aborted || !isCalm(services) || clock.monotonic() - startedAt > mostMs;
  const done: MadeDays = { made: 0, refused: 0, unsure: 0 };
  for (const text of keys) {
    const key = readSummaryKey(text);
    if (key === undefined) continue;
    for (const due of await dueDays(services, { workspaceId, key: text, signal }, { ...usualDue, ...options })) {
      if (isOver()) return done;
      const began = clock.monotonic();
      const result = await makeDay(services, { workspaceId, key, ...due }, { mostValues, signal });
      const tookMs = clock.monotonic() - began;
      done[result] += 1;
      if (result === 'made') wantedOf(services.engine).noteMade();
      metrics.summaries.days.inc({ result });
      metrics.summaries.seconds.inc(tookMs / 1_000);
      const pauseMs = Math.min(mostPauseMs, tookMs * (1 / share - 1));
      if (pauseMs > 0) await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
  return done;
}

export const isCalm = ({ engine, admission, breakers }: Pick<Needs, 'engine' | 'admission' | 'breakers'>): boolean =>
  engine.status().state === 'ready' && admission.pressure() <= 1 && breakers.engine.status().state === 'closed';
