import type { HeatmapData } from '@/lib/model/answer';
import type { HeatmapSpec } from '@/lib/model/query-spec';
import { weekHours } from '@/lib/time/week-hours';
import type { Asking } from './asking';
import { createBinder } from './binder';
import { measureLabel } from './labels';
import { aggregateOf, measureCondition } from './measure';
import type { Plan } from './plan';
import { compiled, fromScope, timeOf, type Compiled } from './scope';
import { numberIn, valueOf } from './shape';

/**
 * A measure by weekday and hour on the clock of the timezone; an hour that the clock shows twice or never counts with what it
 * was. Counts of nothing are 0, means of nothing are null; a rate is per second of the hours that have passed.
 */
export async function computeHeatmap(spec: HeatmapSpec, plan: Plan, asking: Asking): Promise<HeatmapData> {
  const { workspaceId, now, ask } = asking;
  const { measure } = spec;
  const rows = await ask(compileHeatmap(spec, plan, workspaceId));
  const found = new Map(rows.map((row) => [`${numberIn(row, 'd')}:${numberIn(row, 'h')}`, numberIn(row, 'm0')]));
  const passed =
    measure.agg === 'rate' ? weekHours({ ...plan.range, to: Math.min(plan.range.to, now) }, spec.timezone) : [];
  return {
    kind: 'heatmap',
    label: measureLabel(measure),
    cells: Array.from({ length: 7 }, (_, day) =>
      Array.from({ length: 24 }, (_, hour) =>
        valueOf(measure, found.get(`${day + 1}:${hour}`) ?? null, passed[day]?.[hour] ?? 0),
      ),
    ),
  };
}

/** Rows `d` (1 is Monday), `h` and `m0`; hours without events have no row. Rollups have minutes or quarter hours, by which all clocks differ. */
function compileHeatmap({ measure, where, timezone }: HeatmapSpec, plan: Plan, workspaceId: string): Compiled {
  const binder = createBinder();
  const time = timeOf(plan.source);
  const zone = binder.bind(timezone, 'String');
  const from = { source: plan.source, binder };
  return compiled(
    [
      `SELECT\n  toDayOfWeek(${time}, 0, ${zone}) AS d,\n  toHour(${time}, ${zone}) AS h,`,
      `  ${aggregateOf(measure, measureCondition(measure, binder), from)} AS m0`,
      ...fromScope({ workspaceId, source: plan.source, ranges: [plan.range], where, measures: [measure] }, binder),
      'GROUP BY d, h\nORDER BY d, h',
    ],
    binder,
  );
}
