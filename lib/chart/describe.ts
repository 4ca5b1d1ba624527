import type { BarsModel, HistogramModel, TimeModel } from './chart-model';
import { formatValue } from './format-number';
import { formatBucket } from './format-time';

/** A sentence or two for screen readers and for the `desc` of an SVG: span, last values, peak. */
export function describeTime(model: TimeModel): string {
  const [first, last] = [model.times[0], model.times.at(-1)];
  if (first === undefined || last === undefined || model.series.length === 0) return `${model.title}: no data.`;
  const name = (at: number) => formatBucket(at, model.grain, model.timezone);
  const span = `${model.times.length} points from ${name(first)} to ${name(last)} (${model.timezone}).`;
  const parts = model.series.slice(0, 5).map(({ label, values }) => {
    const lastIndex = values.findLastIndex((value) => value !== null);
    if (lastIndex === -1) return `${label}: no data.`;
    const top = values.reduce<number>(
      (best, value, index) => (value !== null && value > (values[best] ?? -Infinity) ? index : best),
      lastIndex,
    );
    const state = lastIndex >= model.openIndex ? ' so far' : '';
    return `${label}: last ${formatValue(values[lastIndex], model.unit)}${state}, highest ${formatValue(values[top], model.unit)} at ${name(model.times[top] ?? first)}.`;
  });
  const more = model.series.length > 5 ? [`And ${model.series.length - 5} more series.`] : [];
  return [span, ...parts, ...more].join(' ');
}

export function describeBars(model: BarsModel): string {
  if (model.rows.length === 0) return `${model.title}: no data.`;
  const rows = model.rows.slice(0, 10).map((row) => `${row.label} ${formatValue(row.value, model.unit)}`);
  return `${model.measures[0] ?? 'Values'} by ${model.dimensions.join(', ')}: ${rows.join('; ')}.`;
}

export function describeHistogram(model: HistogramModel): string {
  const top = model.bins.reduce((best, bin) => (bin.count > best.count ? bin : best), { from: 0, to: 0, count: 0 });
  if (top.count === 0) return `${model.title}: no data.`;
  const range = `${formatValue(top.from, model.unit)} to ${formatValue(top.to, model.unit)}`;
  return `${formatValue(model.count, 'count')} values in ${model.bins.length} bins; most (${formatValue(top.count, 'count')}) between ${range}.`;
}
