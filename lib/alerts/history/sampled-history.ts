import type { QuerySpec } from '@/lib/model/query-spec';
import { answerAsOf } from '@/lib/query/answer-as-of';
import type { Clock } from '@/lib/time/clock';
import { formatDuration } from '@/lib/time/duration';
import type { BacktestStep } from '../backtest';
import { readingsOf } from '../readings-of';
import type { History, HistoryAsking } from './history';

const most = 60;
const patienceMs = 5_000;
const atOnce = 2;

/**
 * Evaluations of a question that has to be asked anew for each: a few spread over the time, first far apart and then between
 * them, so that they are spread also when time runs out.
 */
export async function sampledHistory(
  spec: QuerySpec,
  { from, to, stepMs }: { from: number; to: number; stepMs: number },
  { asking, clock }: { asking: HistoryAsking; clock: Pick<Clock, 'monotonic'> },
): Promise<History> {
  const count = Math.min(most, Math.max(1, Math.floor((to - from) / stepMs)));
  const spacing = Math.max(stepMs, Math.floor((to - from) / count / stepMs) * stepMs);
  const times = spreadOut(Array.from({ length: count }, (_, index) => to - index * spacing));
  const until = clock.monotonic() + patienceMs;
  const steps: BacktestStep[] = [];
  for (let at = 0; at < times.length && (at === 0 || clock.monotonic() < until); at += atOnce) {
    const batch = times.slice(at, at + atOnce);
    steps.push(
      ...(await Promise.all(
        batch.map(async (now): Promise<BacktestStep> => {
          const data = await answerAsOf(spec, now, asking);
          return { now, sight: { kind: 'readings', readings: readingsOf(data, spec) } };
        }),
      )),
    );
  }
  steps.sort((a, b) => a.now - b.now);
  const everyMs = Math.floor((to - from) / steps.length / 1_000) * 1_000;
  return {
    from,
    to,
    stepMs: everyMs,
    evaluations: steps.length,
    steps: () => steps,
    notes: [
      `This question is asked anew for each evaluation, so it was evaluated ${steps.length} times, about every ${formatDuration(everyMs)}; what began and ended in between is not seen.`,
    ],
    bytes: JSON.stringify(steps).length * 2,
  };
}

/** The first and the last, then the middle, then the quarters… */
function spreadOut(times: readonly number[]): number[] {
  const taken = new Set<number>();
  for (let gap = 1 << Math.ceil(Math.log2(Math.max(2, times.length))); gap >= 1; gap /= 2)
    for (let index = 0; index < times.length; index += gap) taken.add(index);
  return [...taken].flatMap((index) => times[index] ?? []);
}
