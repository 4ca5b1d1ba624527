import type { Value } from '@/lib/model/value';

/** What an answer says about one series, in the form that every detector takes. */
export type Reading = {
  labels: Record<string, string>;
  /** Now, one per measure; null is no data. */
  values: Value[];
  /** The same of the time that is compared with; empty without one. */
  previous: Value[];
  /** Closed buckets in the order of time; empty for questions that are not about time. `at` is the start, Unix ms. */
  points: { at: number; values: Value[] }[];
  /** Sums of all measures over lengths of time that end now, by length: `5m`, `1h`. For burn rates. */
  windows: Record<string, Value[]>;
};

/** Labels are values that nobody changes, and a backtest asks for those of the same series thousands of times. */
const knownKeys = new WeakMap<object, string>();

/** Labels as one text: the same for the same series whatever their order. */
export function seriesKeyOf(labels: Readonly<Record<string, string>>): string {
  const known = knownKeys.get(labels);
  if (known !== undefined) return known;
  const key = JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  knownKeys.set(labels, key);
  return key;
}

/** Sums over the last lengths of time, from buckets of `widthMs`. A window without full history counts what exists. */
export function windowSums(
  points: Reading['points'],
  { now, widthMs, lengths }: { now: number; widthMs: number; lengths: Readonly<Record<string, number>> },
): Record<string, Value[]> {
  return Object.fromEntries(
    Object.entries(lengths).map(([name, ms]) => {
      const inside = points.filter(({ at }) => at >= now - ms && at + widthMs <= now);
      const measures = inside[0]?.values.length ?? 0;
      const sum = (measure: number) => inside.reduce((total, { values }) => total + (values[measure] ?? 0), 0);
      return [name, Array.from({ length: measures }, (_, measure) => sum(measure))];
    }),
  );
}
