import type { RetentionData } from '@/lib/model/journey-answer';
import type { RetentionSpec } from '@/lib/model/query-spec';
import type { Asking } from './asking';
import { compileRetention } from './compile-retention';
import type { Plan } from './plan';
import { endOfPeriod, periodsOf } from './retention-periods';
import { numberIn, type Row } from './shape';

/**
 * Of the users who did `start` in a period, how many did `back` in it and in each one after it. Periods are whole days, weeks
 * from Monday or months on the clock of the timezone; the range is widened to them. `first`: a user belongs to the period of
 * the first `start` ever, also before the range; such users are in no cohort. `any`: to every period with a `start`. The
 * value at 0 counts who did `back` in the same period, before or after the `start`; if both are the same events that is the
 * whole cohort. These are the first-time and the recurring retention of PostHog, by periods rather than by spans of 24 hours.
 * Throws what `ask` throws and AppError invalid_input.
 */
export async function computeRetention(spec: RetentionSpec, plan: Plan, asking: Asking): Promise<RetentionData> {
  const rows = await asking.ask(compileRetention(spec, { plan, workspaceId: asking.workspaceId }));
  return shapeRetention(spec, periodsOf(spec, plan.range), { rows, now: asking.now });
}

function shapeRetention(
  spec: RetentionSpec,
  periods: readonly number[],
  { rows, now }: { rows: readonly Row[]; now: number },
): RetentionData {
  const known = new Map(rows.map((row) => [numberIn(row, 'cohort'), row]));
  const openFrom = periods.find((start) => endOfPeriod(spec, start) > now);
  return {
    kind: 'retention',
    period: spec.period,
    cohorts: periods.map((start, index) => {
      const row = known.get(index);
      return {
        start,
        size: numberIn(row, 'n') ?? 0,
        values: periods.slice(index).map((begin, later) => (begin > now ? null : (numberIn(row, `v${later}`) ?? 0))),
      };
    }),
    ...(openFrom === undefined ? {} : { openFrom }),
  };
}
