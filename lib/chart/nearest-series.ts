import { columnPlace } from './time-marks';
import type { TimeScene } from './time-scene';

type Spot = {
  index: number;
  /** px in the picture. */ y: number;
  /** px from the middle of the bucket. */ offset: number;
};

/** The key of the series that is drawn nearest to a place in a bucket; undefined where nothing is. */
export function nearestSeries({ layers, plot, yDomain, bucketWidth }: TimeScene, spot: Spot): string | undefined {
  const [low, high] = yDomain;
  const value = low + ((plot.top + plot.height - spot.y) / Math.max(1, plot.height)) * (high - low);
  const distances: { key: string; distance: number }[] = [];
  for (const layer of layers.columns) {
    const place = columnPlace(layer, bucketWidth);
    const aside = Math.max(place.from - spot.offset, spot.offset - place.from - place.width, 0);
    // Standing beside a column weighs more than standing above it.
    const band = layer.bands[spot.index];
    if (band) distances.push({ key: layer.key, distance: beyond(band, value) + aside * (high - low) });
  }
  for (const { key, bands, isGradient } of layers.bands) {
    const band = isGradient ? null : bands[spot.index];
    if (band) distances.push({ key, distance: beyond(band, value) });
  }
  for (const { key, role, values } of layers.lines) {
    const at = role === 'previous' ? null : values[spot.index];
    if (at !== null && at !== undefined) distances.push({ key, distance: Math.abs(at - value) });
  }
  for (const dot of layers.dots)
    if (dot.index === spot.index) distances.push({ key: dot.key, distance: Math.abs(dot.value - value) });
  return distances.reduce<(typeof distances)[number] | undefined>(
    (best, one) => (best === undefined || one.distance < best.distance ? one : best),
    undefined,
  )?.key;
}

function beyond([from, to]: readonly [number, number], value: number): number {
  return Math.max(Math.min(from, to) - value, value - Math.max(from, to), 0);
}
