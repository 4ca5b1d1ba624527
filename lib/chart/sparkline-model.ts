import type { TrendData } from '@/lib/model/answer';
import type { Value } from '@/lib/model/value';
import { finite, type ChartInput, type ModelBase } from './chart-input';
import { downsampleTrend } from './downsample';

export type SparklineModel = ModelBase & { kind: 'sparkline'; values: Value[]; openIndex: number };

/** The first series of a trend as a line without axes. */
export function sparklineModel(data: TrendData, input: Pick<ChartInput, 'title' | 'unit'>): SparklineModel {
  const drawn = downsampleTrend(data, 120);
  const open = drawn.openFrom;
  const openIndex = open === undefined ? -1 : drawn.buckets.findIndex((start) => start >= open);
  return {
    kind: 'sparkline',
    title: input.title,
    unit: input.unit,
    values: drawn.buckets.map((_, at) => finite(drawn.series[0]?.values[at])),
    openIndex: openIndex === -1 ? drawn.buckets.length : openIndex,
  };
}
