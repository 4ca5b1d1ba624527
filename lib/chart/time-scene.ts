import { scaleLinear } from 'd3-scale';
import type { TimeModel } from './chart-model';
import { describeTime } from './describe';
import { formatAxis } from './format-number';
import { chromeOf, emptyScene, plotBox, valueTicks } from './frame';
import { paint, type ChartTheme } from './palette';
import { runsOf } from './runs';
import {
  fontSize,
  px,
  type AxisTick,
  type Box,
  type LegendItem,
  type Mark,
  type Scene,
  type SceneSize,
} from './scene-types';
import { comparedSeries, timeLayers, type BandLayer, type LineLayer, type TimeLayers } from './time-layers';
import { timeTicks } from './time-ticks';
import { valueAxis, type ValueAxis } from './value-ticks';

const grainMs = {
  '1s': 1e3,
  '10s': 1e4,
  '1m': 6e4,
  '5m': 3e5,
  '15m': 9e5,
  '1h': 36e5,
  '6h': 216e5,
  '1d': 864e5,
  '1w': 6048e5,
  '1M': 24192e5,
} as const;

/** Where a bucket ends, Unix ms: where the next begins. */
export function bucketEnd(model: TimeModel, index: number): number {
  return model.times[index + 1] ?? (model.times[index] ?? 0) + grainMs[model.grain];
}

/** The scene with the scales it was drawn with, in data units, for the interactive drawing. */
export type TimeScene = Scene & { layers: TimeLayers; xDomain: [number, number]; yDomain: [number, number] };

/** A line, area or stacked chart over time. */
export function timeScene(model: TimeModel, size: SceneSize): TimeScene {
  const layers = timeLayers(model);
  const legend = timeLegend(model, size.theme);
  const chrome = chromeOf(size, model.title, legend);
  const axis = axisOf(model, layers, size.height - chrome.top - chrome.bottom - 30);
  const labels = axis.ticks.map((tick) => formatAxis(tick, model.unit));
  const plot = plotBox(size, chrome, labels);
  const xDomain = timeDomain(model);
  const x = scaleLinear(xDomain, [plot.left, plot.left + plot.width]);
  const y = scaleLinear(axis.domain, [plot.top + plot.height, plot.top]);
  const context = {
    times: model.times,
    x: (at: number) => px(x(at)),
    y: (value: number) => px(y(value)),
    theme: size.theme,
  };
  const base = emptyScene(size, { title: model.title, description: describeTime(model) });
  return {
    ...base,
    plot,
    xTicks: timeAxisTicks(model, plot, size.width),
    yTicks: valueTicks(axis.ticks, y, (tick) => formatAxis(tick, model.unit)),
    baseline: px(y(Math.min(Math.max(0, axis.domain[0]), axis.domain[1]))),
    marks: [...chrome.marks, ...timeMarks(layers, context)],
    legend,
    layers,
    xDomain,
    yDomain: axis.domain,
  };
}

function axisOf(model: TimeModel, layers: TimeLayers, height: number): ValueAxis {
  function* values() {
    for (const layer of layers.lines) yield* layer.values;
    for (const dot of layers.dots) yield dot.value;
    for (const layer of layers.bands) for (const band of layer.bands) if (band) yield* band;
  }
  return valueAxis(values(), {
    unit: model.unit,
    height,
    mustIncludeZero: model.style !== 'line' || model.unit === 'count',
  });
}

function timeDomain(model: TimeModel): [number, number] {
  const first = model.times[0] ?? 0;
  const last = model.times.at(-1) ?? first;
  if (last > first) return [first, last];
  const half = grainMs[model.grain] / 2;
  return [first - half, first + half];
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
  if (model.series.length < 2 && !hasPrevious) return [];
  const items = model.series.map(({ key, label, color }): LegendItem => ({ key, label, color: paint(color, theme) }));
  if (hasPrevious) items.push({ key: 'previous', label: 'Previous', color: paint('chart-muted', theme), dash: '2 3' });
  return items;
}

type Context = { times: number[]; x: (at: number) => number; y: (value: number) => number; theme: ChartTheme };

function timeMarks(layers: TimeLayers, context: Context): Mark[] {
  const { times, x, y, theme } = context;
  return [
    ...layers.lines.filter((layer) => layer.role === 'previous').map((layer) => lineMark(layer, context)),
    ...layers.bands.map((layer) => bandMark(layer, context)),
    ...layers.lines.filter((layer) => layer.role !== 'previous').map((layer) => lineMark(layer, context)),
    ...layers.dots.map(({ key, color, index, value }): Mark => ({
      type: 'dot',
      key,
      x: x(times[index] ?? 0),
      y: y(value),
      radius: times.length === 1 ? 3.5 : 2.5,
      color: paint(color, theme),
    })),
  ];
}

function lineMark(layer: LineLayer, { times, x, y, theme }: Context): Mark {
  return {
    type: 'line',
    key: `${layer.role}-${layer.key}`,
    runs: runsOf(layer.values)
      .filter((run) => run.length > 1)
      .map((run) => run.map(({ index, value }) => [x(times[index] ?? 0), y(value)] as const)),
    color: paint(layer.color, theme),
    width: layer.width,
    opacity: layer.opacity,
    ...(layer.dash ? { dash: layer.dash } : {}),
  };
}

function bandMark(layer: BandLayer, { times, x, y, theme }: Context): Mark {
  return {
    type: 'band',
    key: `${layer.role}-${layer.key}`,
    runs: runsOf(layer.bands)
      .filter((run) => run.length > 1)
      .map((run) => ({
        upper: run.map(({ index, value }) => [x(times[index] ?? 0), y(value[1])] as const),
        lower: run.map(({ index, value }) => [x(times[index] ?? 0), y(value[0])] as const),
      })),
    color: paint(layer.color, theme),
    opacity: layer.opacity,
    isGradient: layer.isGradient,
  };
}
