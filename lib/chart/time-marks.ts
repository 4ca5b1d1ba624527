import { paint, type ChartTheme } from './palette';
import { runsOf } from './runs';
import { px, type Mark, type Rect } from './scene-types';
import type { BandLayer, ColumnLayer, LineLayer, TimeLayers } from './time-layers';

type Context = {
  times: readonly number[];
  x: (at: number) => number;
  y: (value: number) => number;
  theme: ChartTheme;
  /** Width of a bucket, px, for columns. */
  bucketWidth: number;
};

/** The layers of a chart over time as marks, in drawing order. */
export function timeMarks(layers: TimeLayers, context: Context): Mark[] {
  const { times, x, y, theme } = context;
  const isExpected = ({ role }: BandLayer) => role === 'expected';
  return [
    ...layers.bands.filter(isExpected).map((layer) => bandMark(layer, context)),
    ...layers.columns.map((layer) => columnMark(layer, context)),
    ...layers.lines.filter((layer) => layer.role === 'previous').map((layer) => lineMark(layer, context)),
    ...layers.bands.filter((layer) => !isExpected(layer)).map((layer) => bandMark(layer, context)),
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

/** Columns of so many buckets stand without room between: a gap would be finer than the screen. */
const crowded = 200;

/**
 * Where a column stands, px from the middle of its bucket: side by side, or alone. Everything is a share of the bucket's
 * width, because the still picture is stretched.
 */
export function columnPlace({ place, places, bands }: ColumnLayer, bucketWidth: number) {
  const room = bands.length > crowded ? Math.max(0.5, bucketWidth) : bucketWidth * (places > 1 ? 0.84 : 0.76);
  const width = room / places;
  const gap = places > 1 ? width * 0.06 : 0;
  return { from: -room / 2 + place * width + gap / 2, width: width - gap };
}

function columnMark(layer: ColumnLayer, { times, x, y, theme, bucketWidth }: Context): Mark {
  const { from, width } = columnPlace(layer, bucketWidth);
  const boxes = layer.bands.flatMap((band, index): Rect[] => {
    if (band === null || band[0] === band[1]) return [];
    const [one, two] = [y(band[0]), y(band[1])];
    return [[px(x(times[index] ?? 0) + from), Math.min(one, two), px(width), px(Math.abs(one - two))]];
  });
  const color = paint(layer.color, theme);
  const base = { type: 'boxes', key: `${layer.role}-${layer.key}`, boxes, color } as const;
  const opacity = px((layer.role === 'columns' ? 0.92 : 0.3) * layer.opacity);
  return layer.role === 'columns' ? { ...base, opacity } : { ...base, opacity, dash: '3 2' };
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
