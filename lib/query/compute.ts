import type { AnswerData } from '@/lib/model/answer';
import type { BreakdownSpec, DistributionSpec, QuerySpec, TableSpec, TrendSpec } from '@/lib/model/query-spec';
import { dayMs, hourMs } from '@/lib/time/duration';
import { compileGroups, compileOther, compileTotal } from './compile';
import { computeDistribution } from './compute-distribution';
import { computeDrivers } from './drivers';
import { computeFunnel } from './funnel';
import { computeHeatmap } from './heatmap';
import { computePaths } from './paths';
import { computeRetention } from './retention';
import { computeSql } from './sql';
import type { Asking, Computed } from './asking';
import { compileTable } from './compile-events';
import { computeTrend } from './compute-trend';
import { finishBreakdown, finishTotal } from './finish';
import { planOf, type Plan } from './plan';
import { groupOf, shapeBreakdown, shapeTable, shapeTotal } from './shape';
import { withSummary } from './summaries/with-summary';

/** The whole answer to a question. Throws what `ask` throws and AppError invalid_input. */
export async function computeAnswer(spec: QuerySpec, asking: Asking): Promise<Computed> {
  if (spec.kind === 'trend') return computeTrend(spec, asking);
  const plan = await withSummary(spec, planOf(spec, asking.now), asking);
  if (spec.kind === 'distribution') return { ...(await computeDistribution(spec, plan, asking)), plan };
  return { data: await computeWith(spec, plan, asking), source: plan.source, plan };
}

async function computeWith(
  spec: Exclude<QuerySpec, TrendSpec | DistributionSpec>,
  plan: Plan,
  asking: Asking,
): Promise<AnswerData> {
  const { workspaceId, now, ask } = asking;
  switch (spec.kind) {
    case 'total':
      return finishTotal(spec, shapeTotal(spec, await ask(compileTotal(spec, plan, workspaceId)), { plan, now }));
    case 'breakdown':
      return computeBreakdown(spec, plan, asking);
    case 'table':
      return computeTable(spec, plan, asking);
    case 'heatmap':
      return computeHeatmap(spec, plan, asking);
    case 'drivers':
      return computeDrivers(spec, plan, asking);
    case 'funnel':
      return computeFunnel(spec, plan, asking);
    case 'retention':
      return computeRetention(spec, plan, asking);
    case 'paths':
      return computePaths(spec, plan, asking);
    case 'sql':
      return computeSql(spec, plan, asking);
  }
}

/** The newest rows are near the end of a range, so that is looked at first; ms. */
const newestMs = [hourMs, dayMs, 14 * dayMs] as const;

/** The newest events. A stretch at the end of the range that has as many as are wanted has them all. */
async function computeTable(spec: TableSpec, plan: Plan, { workspaceId, now, ask }: Asking): Promise<AnswerData> {
  const { range } = plan;
  for (const ms of newestMs) {
    // Of a range that is hardly longer, little would be left out.
    if ((Math.min(range.to, now) - range.from) / ms < 4) break;
    const end = { ...plan, range: { ...range, from: Math.min(range.to, now) - ms } };
    const rows = await ask(compileTable(spec, end, { workspaceId, limit: spec.limit }));
    if (rows.length >= spec.limit) return shapeTable(spec, rows);
  }
  return shapeTable(spec, await ask(compileTable(spec, plan, { workspaceId, limit: spec.limit })));
}

async function computeBreakdown(
  spec: BreakdownSpec,
  plan: Plan,
  { workspaceId, now, ask }: Asking,
): Promise<AnswerData> {
  const top = await ask(compileGroups(spec, plan, workspaceId));
  const groups = top.map((row) => groupOf(row, spec.by.length));
  const hasOther = spec.other && groups.length >= spec.top;
  const [other] = hasOther ? await ask(compileOther(spec, { plan, workspaceId, groups })) : [];
  return finishBreakdown(spec, shapeBreakdown(spec, { top, other }, { plan, now }));
}
