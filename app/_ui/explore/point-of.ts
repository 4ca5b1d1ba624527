import type { ChartSelection } from '@/app/_ui/charts/chart-props';
import type { ChartPoint } from '@/lib/dashboards/explore/chart-points';
import type { ExploreSpec } from '@/lib/dashboards/explore/explore-kinds';
import type { PanelChart } from '@/lib/model/panel';
import { nextBucket } from '@/lib/time/bucket';
import { periodGrains } from '@/lib/time/grain';
import { resolveRange } from '@/lib/time/range';
import { whenWeekHour } from '@/lib/time/week-hours';

type Asked = {
  spec: ExploreSpec;
  chart: PanelChart;
  /** When the answer was computed, Unix ms: what the range was then. */
  asOf: number;
};

/** What was clicked, as the events behind it are asked for. */
export function pointOf(selection: Exclude<ChartSelection, { kind: 'time' }>, asked: Asked): ChartPoint {
  const { spec } = asked;
  switch (selection.kind) {
    case 'group':
      return { group: selection.group, label: selection.label, measure: drawnMeasure(asked) };
    case 'bucket':
      return bucketPoint(selection, spec);
    case 'hour': {
      const range = resolveRange(spec.range, spec.timezone, asked.asOf);
      return { ...range, within: whenWeekHour(range, spec.timezone, selection), label: selection.label };
    }
    case 'cohort': {
      const { start, label } = selection;
      const to = spec.kind === 'retention' ? nextBucket(start, periodGrains[spec.period], spec.timezone) : undefined;
      return { from: start, to, label };
    }
    case 'first-step':
      return { label: selection.label };
    case 'value':
      return { label: selection.value ?? 'not set' };
  }
}

type Bucket = Extract<ChartSelection, { kind: 'bucket' }>;

function bucketPoint({ from, to, group, measure, label = 'this bucket' }: Bucket, spec: ExploreSpec): ChartPoint {
  return { from, to, measure, label, ...(group && 'by' in spec && spec.by.length > 0 && { group }) };
}

/** Bars have room for one measure, the first that is shown; a table has all of them. */
function drawnMeasure({ spec, chart }: Asked): number | undefined {
  if (spec.kind !== 'breakdown' || chart !== 'bars') return undefined;
  return spec.measures.findIndex(({ hidden }) => !hidden);
}
