import type { TimeModel } from './time-model';
import { keepIndices } from './downsample';

/** The model with about `limit` buckets at most, where the filling part begins included; itself when it has no more. */
export function thinModel(model: TimeModel, limit: number): TimeModel {
  const { times, series, openIndex } = model;
  if (times.length <= limit) return model;
  const extremes = keepIndices(
    series.map(({ values }) => values),
    times.length,
    limit,
  );
  const border = [openIndex - 1, openIndex].filter((index) => index >= 0 && index < times.length);
  const kept = [...new Set([...extremes, ...border])].sort((a, b) => a - b);
  const open = kept.findIndex((index) => index >= openIndex);
  return {
    ...model,
    times: kept.map((index) => times[index] ?? 0),
    openIndex: open === -1 ? kept.length : open,
    series: series.map((one) => ({
      ...one,
      values: kept.map((index) => one.values[index] ?? null),
      ...(one.previous ? { previous: kept.map((index) => one.previous?.[index] ?? null) } : {}),
      ...(one.expected ? { expected: kept.map((index) => one.expected?.[index] ?? null) } : {}),
    })),
    downsampledFrom: model.downsampledFrom ?? times.length,
  };
}
