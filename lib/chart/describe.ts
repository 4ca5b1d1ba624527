import type { DriversModel } from './drivers-model';
import type { FlowModel } from './flow-model';
import type { FunnelModel } from './funnel-model';
import type { HeatmapModel } from './heatmap-model';
import type { TableModel } from './table-model';
import type { BarsModel } from './bars-model';
import type { HistogramModel } from './histogram-model';
import type { TimeModel } from './time-model';
import { formatValue } from './format-number';
import { formatBucket } from './format-time';
import { limitText } from './limit-marks';

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
  const limits = model.limits.map((limit) => `${limitText(limit, model.unit)}.`);
  return [span, ...parts, ...more, ...limits].join(' ');
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

export function describeTable({ title, rows, columns }: TableModel): string {
  if (rows.length === 0) return `${title}: no data.`;
  return `${rows.length} rows of ${columns.map(({ name }) => name).join(', ')}.`;
}

export function describeHeatmap(model: HeatmapModel): string {
  const cells = model.rows.flatMap((row) => (row.isSummary ? [] : row.cells.slice(model.of === 'cohorts' ? 1 : 0)));
  const known = cells.filter(({ value }) => value !== null).sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const highest = known[0];
  return highest ? `Highest: ${highest.about}. Lowest: ${known.at(-1)?.about ?? ''}.` : `${model.title}: no data.`;
}

export function describeFunnel({ title, steps, all }: FunnelModel): string {
  if ((all.bars[0]?.count ?? 0) === 0) return `${title}: no data.`;
  const parts = steps.map((step, index) => {
    const bar = all.bars[index];
    return `${step} ${formatValue(bar?.count, 'count')} (${formatValue(bar?.ofFirst, 'percent')})`;
  });
  return `${parts.join(', then ')}.`;
}

export function describeFlow({ title, anchor, direction, count, paths }: FlowModel): string {
  if (count === 0) return `${title}: no data.`;
  const first = paths
    .slice(0, 3)
    .map(({ names, count: times }) => `${names.join(' → ')}, ${formatValue(times, 'count')}`);
  return `${formatValue(count, 'count')} journeys ${direction} ${anchor}. Most frequent: ${first.join('; ')}.`;
}

export function describeDrivers({ title, label, unit, inside, outside, rows }: DriversModel): string {
  if (rows.length === 0) return `${title}: no data.`;
  const top = rows
    .slice(0, 3)
    .map(
      (row) =>
        `${row.fieldLabel} ${row.label} from ${formatValue(row.outside, unit)} to ${formatValue(row.inside, unit)}`,
    );
  return `${label} ${formatValue(outside, unit)} outside and ${formatValue(inside, unit)} inside. Most of it: ${top.join('; ')}.`;
}
