import { setImmediate } from 'node:timers/promises';
import { AppError } from '@/lib/errors/app-error';
import type { BacktestAnswer } from '@/lib/model/backtest';
import type { Clock } from '@/lib/time/clock';
import type { RuleDoc } from '@/lib/model/rule';
import { startBacktest } from '../backtest';
import type { History } from './history';
import { createJudgedChart } from './judged-chart';

const mostFirings = 500;
/** So long the process does nothing else at most, ms: pages are answered in between. */
const sliceMs = 10;
const lookEvery = 32;

/**
 * Runs a rule over its history with pauses, so that nothing else waits for it. Throws `query_rejected` when the signal says that
 * nobody waits for the answer any more.
 */
export async function runHistory(
  rule: RuleDoc,
  history: History,
  { signal, clock }: { signal: AbortSignal | undefined; clock: Pick<Clock, 'monotonic'> },
): Promise<Pick<BacktestAnswer, 'counts' | 'firings' | 'chart'>> {
  const running = startBacktest(rule);
  const chart = createJudgedChart(history);
  let paused = clock.monotonic();
  let steps = 0;
  for (const step of history.steps()) {
    chart.add(step.now, running.step(step));
    steps += 1;
    if (steps % lookEvery !== 0 || clock.monotonic() - paused < sliceMs) continue;
    await setImmediate();
    if (signal?.aborted === true) throw new AppError('query_rejected', 'Nobody waits for this backtest any more.');
    paused = clock.monotonic();
  }
  const { firings, incidents, flaps, longestMs } = running.result();
  return {
    counts: {
      alerts: firings.length,
      incidents,
      flaps,
      longestMs,
      first: firings[0]?.from ?? null,
      open: firings.filter(({ to }) => to === null).length,
    },
    firings: firings.slice(0, mostFirings),
    chart: chart.chart(firings),
  };
}
