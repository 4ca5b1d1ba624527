import type { Services } from '@/lib/context';
import type { Claimed, Ended } from './tick';

/** Writes down how long rules had to wait and how their evaluations ended. */
export function observeEvaluation(
  { metrics, observe, clock }: Pick<Services, 'metrics' | 'observe' | 'clock'>,
  members: readonly Claimed[],
  { ended, tookMs }: { ended: readonly Ended[]; tookMs: number },
): void {
  const { alerts } = metrics;
  alerts.evaluationDuration.observe(tookMs / 1_000);
  const failed = members.length - ended.length;
  if (failed > 0) alerts.evaluations.inc({ result: 'failed' }, failed);
  for (const result of ended) alerts.evaluations.inc({ result });
  const now = clock.now();
  const lags = members.map(({ row }) => Math.max(0, now - row.dueAt));
  for (const lag of lags) alerts.lag.observe(lag / 1_000);
  const result = failed > 0 ? 'failed' : (ended.find((one) => one !== 'decided') ?? 'decided');
  observe('portal.evaluation', Math.max(0, ...lags), { rules: members.length, result });
}
