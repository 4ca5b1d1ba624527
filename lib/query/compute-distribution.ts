import type { DistributionData } from '@/lib/model/answer';
import type { DistributionSpec } from '@/lib/model/query-spec';
import type { Source } from '@/lib/model/source';
import { dayMs } from '@/lib/time/duration';
import type { Asking } from './asking';
import { compileBins, compileSketch, compileSpread, spreadLevels } from './compile-events';
import { isOnMinutes, type Plan } from './plan';
import { binsOf, numberIn, shapeDistribution, type Row } from './shape';
import { readSketch, sketchBins, sketchQuantile, type SketchBucket } from './sketch';
import { isOnName } from './source';

/** Below this one look at the events is about as fast. */
const leastSketchedMs = 7 * dayMs;
/** So many numbers are counted in a moment; of more the rollup's sketch tells how they spread, within 1 % of each number. */
const mostCounted = 2_000_000;

type Distribution = { data: DistributionData; source: Source };

/** How numbers spread: where they lie first, then how many are in each bin. Throws what `ask` throws. */
export async function computeDistribution(
  spec: DistributionSpec,
  plan: Plan,
  asking: Asking & { mostCounted?: number },
): Promise<Distribution> {
  const { workspaceId, ask } = asking;
  const sketched = await spreadOfRollup(spec, plan, asking);
  const [spread] = sketched === null ? await ask(compileSpread(spec, plan, workspaceId)) : [sketched.spread];
  const bins = binsOf(spec, spread);
  if (bins === null) return { data: shapeDistribution(spec, bins, { spread, rows: [] }), source: plan.source };
  if (sketched === null || bins.count <= (asking.mostCounted ?? mostCounted)) {
    const rows = await ask(compileBins(spec, plan, { workspaceId, ...bins }));
    return { data: shapeDistribution(spec, bins, { spread, rows }), source: plan.source };
  }
  const [low, high] = [numberIn(spread, 'low') ?? bins.from, numberIn(spread, 'high') ?? bins.from];
  const rows = sketchBins(sketched.buckets, { ...bins, low, high }).map((n, bin) => ({ bin, n }));
  return { data: { ...shapeDistribution(spec, bins, { spread, rows }), isEstimated: true }, source: 'quarters' };
}

/** Null where the rollup does not have it. */
async function spreadOfRollup(
  spec: DistributionSpec,
  plan: Plan,
  { workspaceId, ask }: Asking,
): Promise<{ spread: Row; buckets: SketchBucket[] } | null> {
  const { range } = plan;
  const isKept = spec.of === 'value' && spec.where.every(isOnName) && isOnMinutes(range);
  if (!isKept || range.to - range.from < leastSketchedMs) return null;
  const [row = {}] = await ask(compileSketch(spec, plan, workspaceId));
  const buckets = typeof row.sketch === 'string' ? readSketch(row.sketch) : null;
  const total = buckets?.reduce((sum, { count }) => sum + count, 0);
  if (buckets === null || total !== numberIn(row, 'n')) return null;
  return { spread: { ...row, q: spreadLevels.map((level) => sketchQuantile(buckets, level)) }, buckets };
}
