import type { Value } from '@/lib/model/value';
import type { SeriesModel, TimeModel } from './time-model';
import type { ColorToken } from './palette';

/** Lower and upper edge of a filled band at one bucket; null where there is a gap. */
export type Band = readonly [number, number] | null;
export type LineLayer = {
  role: 'previous' | 'line' | 'open';
  key: string;
  color: ColorToken;
  values: Value[];
  width: number;
  dash?: string;
  opacity: number;
};
export type BandLayer = {
  role: 'expected' | 'band' | 'openBand';
  key: string;
  color: ColorToken;
  bands: Band[];
  /** Fades to nothing towards the axis. */
  isGradient: boolean;
  opacity: number;
};
/** A value between two gaps: a line through it has no length, so it is a dot. */
export type DotLayer = { role: 'dot'; key: string; color: ColorToken; index: number; value: number };
/** The upright boxes of a series, from and to a value; `place` and `places` say which of several side by side they are. */
export type ColumnLayer = {
  role: 'columns' | 'openColumns';
  key: string;
  color: ColorToken;
  bands: Band[];
  opacity: number;
  place: number;
  places: number;
};
export type TimeLayers = { bands: BandLayer[]; columns: ColumnLayer[]; lines: LineLayer[]; dots: DotLayer[] };

/** So many points that a thinner line shows more. */
const crowded = 300;
/** Fills have no dashes: where the colours repeat, they are paler. */
export const paler = 0.5;
export const expectedOpacity = 0.28;
/** More comparison lines than this hide what they compare. */
const mostCompared = 3;

/** What a time chart draws, in data units and in drawing order. Both drawings, ours and Recharts', are made from it. */
export function timeLayers(model: TimeModel): TimeLayers {
  const tops = model.isStacked ? stack(model.series) : model.series.map((series) => flat(series.values));
  const layers: TimeLayers = { bands: expectedBands(model), columns: [], lines: previousLines(model), dots: [] };
  if (model.style === 'columns') return { ...layers, columns: columnLayers(model, tops) };
  model.series.forEach((series, index) => {
    const bands = tops[index] ?? [];
    if (model.style !== 'line') layers.bands.push(...bandLayers(model, series, bands));
    const values = bands.map((band) => (band ? band[1] : null));
    layers.lines.push(...lineLayers(model, series, values));
    layers.dots.push(...loneDots(series, values));
  });
  return layers;
}

/** Cut a little beyond the values: a band that has learned next to nothing would flatten all there is to see. */
function expectedBands({ series: all }: TimeModel): BandLayer[] {
  return all.flatMap(({ key, expected, values }): BandLayer[] => {
    if (!expected) return [];
    const known = values.filter((value) => value !== null);
    const [low, high] = [Math.min(...known), Math.max(...known)];
    const spare = known.length > 0 ? (high - low || Math.abs(high) || 1) / 2 : Infinity;
    const cut = (value: number) => Math.max(low - spare, Math.min(high + spare, value));
    const bands = expected.map((band): Band => (band ? [cut(band[0]), cut(band[1])] : null));
    return [{ role: 'expected', key, color: 'chart-muted', bands, isGradient: false, opacity: expectedOpacity }];
  });
}

function columnLayers(model: TimeModel, tops: readonly Band[][]): ColumnLayer[] {
  const places = model.isStacked ? 1 : model.series.length;
  return model.series.flatMap(({ key, color, dash }, index) => {
    const opacity = dash ? paler : 1;
    const base = { key, color, opacity, place: model.isStacked ? 0 : index, places };
    const bands = tops[index] ?? [];
    const part = (isOpen: boolean) => bands.map((band, at) => (at >= model.openIndex === isOpen ? band : null));
    const layers: ColumnLayer[] = [
      { ...base, role: 'columns', bands: part(false) },
      { ...base, role: 'openColumns', bands: part(true) },
    ];
    return layers.filter((layer) => layer.bands.some((band) => band !== null && band[0] !== band[1]));
  });
}

function flat(values: readonly Value[]): Band[] {
  return values.map((value) => (value === null ? null : [0, value]));
}

/** Each series on top of the ones before; in a bucket where a series has nothing its band has no height. */
function stack(series: readonly SeriesModel[]): Band[][] {
  const totals: number[] = [];
  return series.map(({ values }, seriesIndex) =>
    values.map((value, index): Band => {
      const isGap = series.every((other) => (other.values[index] ?? null) === null);
      if (isGap) return null;
      const from = seriesIndex === 0 ? 0 : (totals[index] ?? 0);
      const to = from + (value ?? 0);
      totals[index] = to;
      return [from, to];
    }),
  );
}

/** Up to the last closed bucket, and from it on: two drawings that meet in one point. */
function closedPart<T>(values: readonly (T | null)[], openIndex: number): (T | null)[] {
  return values.map((value, index) => (index < openIndex ? value : null));
}
function openPart<T>(values: readonly (T | null)[], openIndex: number): (T | null)[] {
  return values.map((value, index) => (index >= openIndex - 1 ? value : null));
}

function bandLayers(model: TimeModel, series: SeriesModel, bands: Band[]): BandLayer[] {
  const isStacked = model.style === 'stacked';
  const base = { key: series.key, color: series.color, isGradient: !isStacked };
  const opacity = (isStacked ? 0.85 : model.series.length > 1 ? 0.14 : 0.24) * (series.dash ? paler : 1);
  const layers: BandLayer[] = [
    { ...base, role: 'band', bands: closedPart(bands, model.openIndex), opacity },
    { ...base, role: 'openBand', bands: openPart(bands, model.openIndex), opacity: opacity * 0.5 },
  ];
  return layers.filter((layer) =>
    layer.bands.some((band, index) => band !== null && (layer.bands[index + 1] ?? null) !== null),
  );
}

function lineLayers(model: TimeModel, series: SeriesModel, values: Value[]): LineLayer[] {
  // The edges of stacked bands touch; lines on them would only hide the thin ones.
  if (model.style === 'stacked') return [];
  const width = model.times.length > crowded ? 1.25 : 1.75;
  const base = { key: series.key, color: series.color, width, ...(series.dash ? { dash: series.dash } : {}) };
  const layers: LineLayer[] = [
    { ...base, role: 'line', values: closedPart(values, model.openIndex), opacity: 1 },
    { ...base, role: 'open', values: openPart(values, model.openIndex), dash: '3 3', opacity: 0.85 },
  ];
  return layers.filter((layer) =>
    layer.values.some((value, index) => value !== null && (layer.values[index + 1] ?? null) !== null),
  );
}

/** The series whose earlier values are drawn. */
export function comparedSeries(model: TimeModel): SeriesModel[] {
  if (!model.isStacked && model.series.length > mostCompared) return [];
  return model.series.filter((series) => series.previous?.some((value) => value !== null));
}

function previousLines(model: TimeModel): LineLayer[] {
  const compared = comparedSeries(model);
  if (compared.length === 0) return [];
  const base = { role: 'previous', width: 1.5, dash: '2 4' } as const;
  if (model.isStacked) {
    const values = model.times.map((_, index) => sum(compared.map((series) => series.previous?.[index] ?? null)));
    return [{ ...base, key: 'previous', color: 'chart-muted', values, opacity: 1 }];
  }
  const isOne = model.series.length === 1;
  return compared.map((series) => ({
    ...base,
    key: series.key,
    color: isOne ? 'chart-muted' : series.color,
    values: series.previous ?? [],
    opacity: isOne ? 1 : 0.55,
  }));
}

function sum(values: readonly Value[]): Value {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}

function loneDots(series: SeriesModel, values: readonly Value[]): DotLayer[] {
  return values.flatMap((value, index): DotLayer[] => {
    const isLone = value !== null && (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
    return isLone ? [{ role: 'dot', key: series.key, color: series.color, index, value }] : [];
  });
}
