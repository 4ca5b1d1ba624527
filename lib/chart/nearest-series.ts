import type { Band } from './time-layers';
import { columnPlace } from './time-marks';
import type { TimeScene } from './time-scene';

/** `y` in px of the picture, `offset` in px from the middle of the bucket. */
type Spot = { index: number; y: number; offset: number };
type Distance = { key: string; distance: number };

/** The key of the series that is drawn nearest to a place in a bucket; undefined where nothing is. */
export function nearestSeries(scene: TimeScene, spot: Spot): string | undefined {
  const { layers, plot, yDomain } = scene;
  const [low, high] = yDomain;
  const value = low + ((plot.top + plot.height - spot.y) / Math.max(1, plot.height)) * (high - low);
  const areas = layers.bands.filter(({ isGradient }) => !isGradient);
  const lines = layers.lines.filter(({ role }) => role !== 'previous');
  const distances = [
    ...columnDistances(scene, spot, value),
    ...areas.flatMap(({ key, bands }) => toBand(key, bands[spot.index], value)),
    ...lines.flatMap(({ key, values }) => toBand(key, pointBand(values[spot.index]), value)),
    ...layers.dots
      .filter(({ index }) => index === spot.index)
      .flatMap((dot) => toBand(dot.key, pointBand(dot.value), value)),
  ];
  return distances.sort((a, b) => a.distance - b.distance)[0]?.key;
}

function columnDistances(
  { layers, bucketWidth, yDomain: [low, high] }: TimeScene,
  spot: Spot,
  value: number,
): Distance[] {
  return layers.columns.flatMap((layer) => {
    const { from, width } = columnPlace(layer, bucketWidth);
    const aside = Math.max(from - spot.offset, spot.offset - from - width, 0);
    // Standing beside a column weighs more than standing above it.
    return toBand(layer.key, layer.bands[spot.index], value).map(({ key, distance }) => ({
      key,
      distance: distance + aside * (high - low),
    }));
  });
}

function pointBand(value: number | null | undefined): Band {
  return value === null || value === undefined ? null : [value, value];
}

function toBand(key: string, band: Band | undefined, value: number): Distance[] {
  if (!band) return [];
  return [{ key, distance: Math.max(Math.min(...band) - value, value - Math.max(...band), 0) }];
}
