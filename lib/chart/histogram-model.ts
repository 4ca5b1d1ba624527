import type { DistributionData } from '@/lib/model/answer';
import type { ChartInput, ModelBase } from './chart-input';

export type HistogramModel = ModelBase & {
  kind: 'histogram';
  of: string;
  count: number;
  bins: { from: number; to: number; count: number }[];
  isEstimated?: true;
};

/** How the values of a field spread; `unit` is the field's, counts are counts. */
export function histogramModel(data: DistributionData, { title, unit }: ChartInput): HistogramModel {
  const { of, count, bins, isEstimated } = data;
  return { kind: 'histogram', title, unit, of, count, bins, ...(isEstimated && { isEstimated }) };
}
