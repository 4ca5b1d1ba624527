import type { BacktestAnswer, Firing, JudgedSeries } from '@/lib/model/backtest';
import type { Value } from '@/lib/model/value';
import type { Evaluated } from '../evaluate';
import type { Period } from './history';

const mostBuckets = 600;
const mostShown = 12;

type Kept = {
  labels: Record<string, string>;
  low: Float64Array;
  high: Float64Array;
  expected: ([number, number] | null)[] | null;
};

/** Collects what was judged for the chart of the editor: few buckets, each with its lowest and highest value. */
export function createJudgedChart({ from, to, stepMs }: Period) {
  const steps = Math.max(1, Math.ceil((to - from) / stepMs));
  const widthMs = Math.ceil(steps / mostBuckets) * stepMs;
  const count = Math.ceil((to - from) / widthMs);
  const series = new Map<string, Kept>();
  const keptOf = (key: string, { rows }: Evaluated): Kept => {
    const known = series.get(key);
    if (known !== undefined) return known;
    const labels = rows.find((row) => row.key === key)?.labels ?? {};
    const column = () => new Float64Array(count).fill(Number.NaN);
    const kept: Kept = { labels, low: column(), high: column(), expected: null };
    series.set(key, kept);
    return kept;
  };
  return {
    add(now: number, evaluated: Evaluated): void {
      const bucket = Math.min(count - 1, Math.floor((now - from - 1) / widthMs));
      for (const [key, { value, judgement }] of evaluated.findings) {
        if (value === null) continue;
        const kept = keptOf(key, evaluated);
        widen(kept, bucket, value);
        if (judgement === undefined) continue;
        kept.expected ??= Array<null>(count).fill(null);
        const { low, high } = judgement;
        if (low !== null && high !== null) kept.expected[bucket] = [low, high];
      }
    },
    chart: (firings: readonly Firing[]): BacktestAnswer['chart'] => ({
      widthMs,
      starts: Array.from({ length: count }, (_, index) => from + index * widthMs),
      series: mostTold(series, firings).map(shown),
    }),
  };
}

function widen({ low, high }: Kept, bucket: number, value: number): void {
  // A comparison with what is not a number is false.
  if (!((low[bucket] ?? Number.NaN) <= value)) low[bucket] = value;
  if (!((high[bucket] ?? Number.NaN) >= value)) high[bucket] = value;
}

/** Series that fired most first, the others as they came. */
function mostTold(series: ReadonlyMap<string, Kept>, firings: readonly Firing[]): [string, Kept][] {
  const told = new Map<string, number>();
  for (const { key } of firings) told.set(key, (told.get(key) ?? 0) + 1);
  const by = ([key]: [string, Kept]) => told.get(key) ?? 0;
  return [...series].sort((a, b) => by(b) - by(a)).slice(0, mostShown);
}

/** What never is below zero is not expected there either, whatever a symmetric spread says. */
const aboveZero = (band: NonNullable<Kept['expected']>) =>
  band.map((pair) => pair && ([Math.max(0, pair[0]), Math.max(0, pair[1])] as [number, number]));

function shown([key, { labels, low, high, expected }]: [string, Kept]): JudgedSeries {
  const valuesOf = (column: Float64Array): Value[] =>
    Array.from(column, (value) => (Number.isNaN(value) ? null : Number(value.toPrecision(6))));
  const band = expected === null ? {} : { expected: low.some((value) => value < 0) ? expected : aboveZero(expected) };
  return { key, labels, low: valuesOf(low), high: valuesOf(high), ...band };
}
