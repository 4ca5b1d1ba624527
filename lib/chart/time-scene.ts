import { annotationMarks, annotationTexts } from './annotation-marks';
import { describeTime } from './describe';
import { formatAxis } from './format-number';
import { chromeOf, emptyScene, plotBox, valueTicks } from './frame';
import { grainMs } from './grain-ms';
import { limitMarks, limitTexts } from './limit-marks';
import { paint, type ChartTheme } from './palette';
import { fontSize, px, type AxisTick, type Box, type LegendItem, type Scene, type SceneSize } from './scene-types';
import { comparedSeries, expectedOpacity, paler, timeLayers, type TimeLayers } from './time-layers';
import { timeMarks } from './time-marks';
import type { TimeModel } from './time-model';
import { timeTicks } from './time-ticks';
import { valueAxis, type ValueAxis } from './value-ticks';
import { linearScale } from './linear-scale';

/** Where a bucket ends, Unix ms: where the next begins. */
export function bucketEnd(model: TimeModel, index: number): number {
  return model.times[index + 1] ?? (model.times[index] ?? 0) + grainMs[model.grain];
}

/** The scene with the scales it was drawn with, in data units, for the interactive drawing. */
export type TimeScene = Scene & {
  layers: TimeLayers;
  xDomain: [number, number];
  yDomain: [number, number];
  /** Width of a bucket, px. */
  bucketWidth: number;
};

/** What holds the marks: where the plot is and which times and values its edges are. */
export function timeFrame(model: TimeModel, size: SceneSize) {
  const layers = timeLayers(model);
  const legend = timeLegend(model, size.theme);
  const chrome = chromeOf(size, model.title, legend);
  const axis = axisOf(model, layers, size.height - chrome.top - chrome.bottom - 30);
  const labels = axis.ticks.map((tick) => formatAxis(tick, model.unit));
  return { layers, legend, chrome, axis, plot: plotBox(size, chrome, labels), xDomain: timeDomain(model) };
}

/** A chart over time: lines, areas, stacked areas or columns. */
export function timeScene(model: TimeModel, size: SceneSize): TimeScene {
  const { layers, legend, chrome, axis, plot, xDomain } = timeFrame(model, size);
  const x = linearScale(xDomain, [plot.left, plot.left + plot.width]);
  const y = linearScale(axis.domain, [plot.top + plot.height, plot.top]);
  const context = {
    times: model.times,
    x: (at: number) => px(x(at)),
    // What is cut off runs along the edge.
    y: (value: number) => px(Math.max(plot.top, Math.min(plot.top + plot.height, y(value)))),
    theme: size.theme,
    bucketWidth: (bucketMs(model) / (xDomain[1] - xDomain[0])) * plot.width,
  };
  const room = { plot, domain: xDomain, x: context.x, theme: size.theme };
  const base = emptyScene(size, { title: model.title, description: describeTime(model) });
  return {
    ...base,
    plot,
    xTicks: timeAxisTicks(model, plot, size.width),
    yTicks: valueTicks(axis.ticks, y, (tick) => formatAxis(tick, model.unit)),
    baseline: px(y(Math.min(Math.max(0, axis.domain[0]), axis.domain[1]))),
    marks: [
      ...chrome.marks,
      ...annotationMarks(model.annotations, room),
      ...timeMarks(layers, context),
      ...limitMarks(model.limits, { plot, y, theme: size.theme }),
      ...(size.hasChrome ? annotationTexts(model.annotations, room) : []),
      ...(size.hasChrome ? limitTexts(model.limits, { plot, y, theme: size.theme, unit: model.unit }) : []),
    ],
    legend,
    layers,
    xDomain,
    yDomain: axis.domain,
    bucketWidth: context.bucketWidth,
  };
}

/** The distance of two neighbouring buckets, ms; the least one where days or months differ. */
export function bucketMs({ times, grain }: TimeModel): number {
  let least = Infinity;
  for (let index = 1; index < times.length; index += 1)
    least = Math.min(least, (times[index] ?? 0) - (times[index - 1] ?? 0));
  return Number.isFinite(least) && least > 0 ? least : grainMs[grain];
}

function axisOf(model: TimeModel, layers: TimeLayers, height: number): ValueAxis {
  function* values() {
    yield* model.reach;
    for (const { value } of model.limits) yield value;
    for (const layer of layers.lines) yield* layer.values;
    for (const dot of layers.dots) yield dot.value;
    for (const layer of [...layers.bands, ...layers.columns]) for (const band of layer.bands) if (band) yield* band;
  }
  const [low, high] = model.cut ?? [-Infinity, Infinity];
  function* within() {
    for (const value of values()) yield value === null ? null : Math.max(low, Math.min(high, value));
  }
  return valueAxis(within(), {
    unit: model.unit,
    height,
    mustIncludeZero: model.style !== 'line' || model.unit === 'count',
  });
}

/** The times at the edges of the plot, Unix ms. */
function timeDomain(model: TimeModel): [number, number] {
  const first = model.times[0] ?? 0;
  const last = model.times.at(-1) ?? first;
  // Columns stand on the middle of their place, also the first and the last.
  const half = model.style === 'columns' ? Math.max(bucketMs(model), (last - first) / 400) / 2 : 0;
  if (half > 0) return [first - half, last + half];
  if (last > first) return [first, last];
  return [first - grainMs[model.grain] / 2, first + grainMs[model.grain] / 2];
}

/**
 * Ticks depend on the width in steps only, and those of a step fit its narrowest width: so a page can carry one set per
 * step and choose by container query what the browser will compute when it knows the width.
 */
export const widthSteps = [0, 260, 380, 540, 760, 1_100, 1_500] as const;
const narrowest = 200;

/** The lower end of the step that a width is in; below the first, the width itself. */
export function widthStep(width: number): number {
  const step = widthSteps.findLast((from) => from <= width) ?? 0;
  return step === 0 ? Math.min(width, narrowest) : step;
}

/** The time ticks of a chart of some width, as positions in a plot. */
export function timeAxisTicks(model: TimeModel, plot: Box, width: number): AxisTick[] {
  const [from, to] = timeDomain(model);
  const right = Math.max(0, width - plot.left - plot.width);
  const stepped = Math.max(0, Math.min(plot.width, widthStep(width) - plot.left - right));
  const room = {
    domain: [from, to] as [number, number],
    timezone: model.timezone,
    bucketMs: model.times.length > 1 ? grainMs[model.grain] : 1,
    width: stepped,
    left: plot.left,
    right,
    fontSize,
  };
  const ticks = timeTicks(room);
  return ticks.map(({ at, label }) => ({ position: px(plot.left + ((at - from) / (to - from)) * plot.width), label }));
}

/** The names and paints of the series, and of the comparison when it is drawn; none for a single line. */
export function timeLegend(model: TimeModel, theme: ChartTheme): LegendItem[] {
  const hasPrevious = comparedSeries(model).length > 0;
  const hasExpected = model.series.some(({ expected }) => expected !== undefined);
  if (model.series.length < 2 && !hasPrevious && !hasExpected) return [];
  const hasLines = model.style === 'line' || model.style === 'area';
  const items = model.series.map(({ key, label, color, dash }): LegendItem => ({
    key,
    label,
    color: paint(color, theme),
    ...(dash ? (hasLines ? { dash } : { opacity: paler }) : {}),
  }));
  if (hasPrevious) items.push({ key: 'previous', label: 'Previous', color: paint('chart-muted', theme), dash: '2 3' });
  if (hasExpected)
    items.push({
      key: 'expected',
      label: 'Expected',
      color: paint('chart-muted', theme),
      opacity: 2 * expectedOpacity,
    });
  return items;
}
