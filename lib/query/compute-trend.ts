import type { GroupKey } from '@/lib/model/value';
import type { TrendSpec } from '@/lib/model/query-spec';
import { nextBucket } from '@/lib/time/bucket';
import type { Range } from '@/lib/time/range';
import { Spans } from '@/lib/time/spans';
import type { Asking, Computed, Ranking } from './asking';
import { compileGroups, compileTrend } from './compile';
import { finishTrend } from './finish';
import { neededBuckets, neededRanges, trendPlanOf, type TrendPlan } from './plan';
import { groupOf } from './shape';
import { withSummary } from './summaries/with-summary';
import { bucketValuesOf, shapeTrend, type BucketValues, type TrendGroup } from './trend';

/** The leading groups are those of the whole window, so they are found anew only this often, ms. */
const rankingLifeMs = 15_000;
/** More pieces of missing time than these are joined over what is known: a longer statement costs more than a few rows. */
const mostRanges = 8;

/**
 * A trend from what is known of its closed buckets and one query for the rest: the open ones, those that are new in the
 * window, and those that committed batches wrote into. Throws what `ask` throws and AppError invalid_input.
 */
export async function computeTrend(spec: TrendSpec, asking: Asking): Promise<Computed> {
  const plan = await withSummary(spec, trendPlanOf(spec, asking.now), asking);
  const ranking = await rankingOf(spec, plan, asking);
  const { groups } = ranking;
  const values = await bucketsOf(spec, { plan, groups }, asking);
  const base = shapeTrend(spec, { plan, groups, values }, asking.now);
  return { data: finishTrend(spec, base), ranking, source: plan.source, plan };
}

/** The groups to draw: the leading ones of the whole window, and the others when there are more than those. */
async function rankingOf(spec: TrendSpec, plan: TrendPlan, asking: Asking): Promise<Ranking> {
  const { workspaceId, now, ask, known } = asking;
  if (spec.by.length === 0) return { groups: [{ group: [], isOther: false }], at: now };
  const last = known?.ranking;
  if (last !== undefined && last.groups.length > 0 && now >= last.at && now - last.at <= rankingLifeMs) return last;
  const rows = await ask(compileGroups({ ...spec, rank: true }, plan, workspaceId));
  const groups: TrendGroup[] = rows.map((row) => ({ group: groupOf(row, spec.by.length), isOther: false }));
  if (spec.other && rows.length >= spec.top) groups.push({ group: spec.by.map(() => null), isOther: true });
  return { groups, at: now };
}

type Wanted = { plan: TrendPlan; groups: readonly TrendGroup[] };

async function bucketsOf(spec: TrendSpec, { plan, groups }: Wanted, asking: Asking): Promise<BucketValues> {
  const { known, now } = asking;
  if (known === undefined) return askBuckets(spec, { plan, groups, ranges: neededRanges(plan) }, asking);
  const closed = known.closedBuckets({ spec, grain: plan.grain, groups });
  const needed = neededPieces(spec, plan);
  const lasting = needed.filter(({ to, isWhole }) => isWhole && to <= now).map(({ from }) => from);
  const found = closed.find(lasting);
  const missing = new Spans(mostRanges);
  for (const { from, to } of needed) if (!found.has(from)) missing.add(from, to);
  const values = await askBuckets(spec, { plan, groups, ranges: missing.list() }, asking);
  closed.keep(
    lasting.filter((start) => !found.has(start)),
    values,
    { askedAt: now, position: known.position },
  );
  for (const [start, own] of found) if (!values.has(start)) values.set(start, own);
  return values;
}

type Piece = Range & { isWhole: boolean };

/** Every bucket of the window and of the period compared with, each once. Only the window's last one can be cut at the range's end. */
function neededPieces(spec: TrendSpec, plan: TrendPlan): Piece[] {
  const { current, previous = [] } = neededBuckets(plan);
  const earlier = new Set(previous);
  return [...new Set([...previous, ...current])].map((from) => {
    const end = nextBucket(from, plan.grain, spec.timezone);
    const isCut = from >= plan.range.from && plan.range.to < end;
    return { from, to: isCut && !earlier.has(from) ? plan.range.to : end, isWhole: !isCut };
  });
}

/** The values of the buckets in `ranges`, for known groups. */
async function askBuckets(
  spec: TrendSpec,
  of: Wanted & { ranges: readonly Range[] },
  { workspaceId, now, ask }: Asking,
): Promise<BucketValues> {
  const { plan, groups, ranges } = of;
  if (ranges.length === 0 || groups.length === 0) return new Map();
  const named: GroupKey[] =
    spec.by.length === 0 ? [] : groups.filter((group) => !group.isOther).map((group) => group.group);
  const query = compileTrend(spec, {
    source: plan.source,
    summary: plan.summary,
    grain: plan.grain,
    ranges,
    groups: named,
    hasOther: groups.some((group) => group.isOther),
    workspaceId,
  });
  return bucketValuesOf(spec, await ask(query), { plan, now });
}
