import type { AnswerData } from '@/lib/model/answer';
import type { GroupKey } from '@/lib/model/value';
import type { BreakdownSpec, DistributionSpec, QuerySpec, TableSpec, TrendSpec } from '@/lib/model/query-spec';
import { dayMs, hourMs } from '@/lib/time/duration';
import { compileGroups, compileOther, compileTotal, compileTrend } from './compile';
import { computeDrivers } from './drivers';
import { computeFunnel } from './funnel';
import { computeHeatmap } from './heatmap';
import { computePaths } from './paths';
import { computeRetention } from './retention';
import { computeSql } from './sql';
import type { Asking, Computed } from './asking';
import { compileBins, compileSpread, compileTable } from './compile-events';
import { finishBreakdown, finishTotal, finishTrend } from './finish';
import { neededRanges, planOf, trendPlanOf, type Plan, type TrendPlan } from './plan';
import { binsOf, groupOf, shapeBreakdown, shapeDistribution, shapeTable, shapeTotal } from './shape';
import { bucketValuesOf, shapeTrend, type TrendGroup, type TrendParts } from './trend';

/** The whole answer to a question. Throws what `ask` throws and AppError invalid_input. */
export async function computeAnswer(spec: QuerySpec, asking: Asking): Promise<Computed> {
  if (spec.kind === 'trend') return computeTrend(spec, trendPlanOf(spec, asking.now), asking);
  const plan = planOf(spec, asking.now);
  return { data: await computeWith(spec, plan, asking), source: plan.source, plan };
}

async function computeWith(spec: Exclude<QuerySpec, TrendSpec>, plan: Plan, asking: Asking): Promise<AnswerData> {
  const { workspaceId, now, ask } = asking;
  switch (spec.kind) {
    case 'total':
      return finishTotal(spec, shapeTotal(spec, await ask(compileTotal(spec, plan, workspaceId)), { plan, now }));
    case 'breakdown':
      return computeBreakdown(spec, plan, asking);
    case 'table':
      return computeTable(spec, plan, asking);
    case 'distribution':
      return computeDistribution(spec, plan, asking);
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

async function computeDistribution(
  spec: DistributionSpec,
  plan: Plan,
  { workspaceId, ask }: Asking,
): Promise<AnswerData> {
  const [spread] = await ask(compileSpread(spec, plan, workspaceId));
  const bins = binsOf(spec, spread);
  const rows = bins === null ? [] : await ask(compileBins(spec, plan, { workspaceId, ...bins }));
  return shapeDistribution(spec, bins, { spread, rows });
}

/** The groups to draw: the leading ones of the whole window, and the others when there are more than those. */
export async function rankGroups(
  spec: TrendSpec,
  plan: TrendPlan,
  { workspaceId, ask }: Asking,
): Promise<TrendGroup[]> {
  if (spec.by.length === 0) return [{ group: [], isOther: false }];
  const rows = await ask(compileGroups({ ...spec, rank: true }, plan, workspaceId));
  const groups: TrendGroup[] = rows.map((row) => ({ group: groupOf(row, spec.by.length), isOther: false }));
  if (spec.other && rows.length >= spec.top) groups.push({ group: spec.by.map(() => null), isOther: true });
  return groups;
}

export async function computeTrend(spec: TrendSpec, plan: TrendPlan, asking: Asking): Promise<Computed> {
  const groups = await rankGroups(spec, plan, asking);
  const values = await askBuckets(spec, { plan, groups, ranges: neededRanges(plan) }, asking);
  return finishedTrend(spec, { plan, groups, values }, asking.now);
}

export function finishedTrend(spec: TrendSpec, parts: TrendParts, now: number): Computed {
  const base = shapeTrend(spec, parts, now);
  return { data: finishTrend(spec, base), base, source: parts.plan.source, plan: parts.plan };
}

/** The values of the buckets in `ranges`, for known groups. */
export async function askBuckets(
  spec: TrendSpec,
  of: { plan: TrendPlan; groups: readonly TrendGroup[]; ranges: readonly { from: number; to: number }[] },
  { workspaceId, now, ask }: Asking,
): Promise<ReturnType<typeof bucketValuesOf>> {
  const { plan, groups, ranges } = of;
  if (ranges.length === 0 || groups.length === 0) return new Map();
  const named: GroupKey[] =
    spec.by.length === 0 ? [] : groups.filter((group) => !group.isOther).map((group) => group.group);
  const query = compileTrend(spec, {
    source: plan.source,
    grain: plan.grain,
    ranges,
    groups: named,
    hasOther: groups.some((group) => group.isOther),
    workspaceId,
  });
  return bucketValuesOf(spec, await ask(query), { plan, now });
}
