import type { Aggregate, Measure } from '@/lib/model/measure';
import type { Value } from '@/lib/model/value';
import { valueOf } from './shape';

/** How the numbers of neighbouring buckets make that of all of them. */
export type Fold = 'sum' | 'min' | 'max' | 'last';

const folds: Partial<Record<Aggregate, readonly Fold[]>> = {
  count: ['sum'],
  rate: ['sum'],
  sum: ['sum'],
  // The sum of the values, and how many they are.
  avg: ['sum', 'sum'],
  min: ['min'],
  max: ['max'],
  last: ['last'],
};
/** The numbers that a measure over a stretch of time is made of; null for one that buckets do not add up to, such as users. */
export const foldsOf = ({ agg }: Pick<Measure, 'agg'>): readonly Fold[] | null => folds[agg] ?? null;

/** The buckets from one index to before another as one number; not a number when none of them has any. */
export type Folded = (from: number, to: number) => number;

const blockSize = 64;

/**
 * Folds any stretch of a column in about as many steps as two blocks have, and in the order of the column: sums are those of the
 * stretch alone and not differences of longer ones, which would carry their rounding along. What is not a number is left out.
 */
export function foldedColumn(column: Float64Array, fold: Fold): Folded {
  if (fold === 'last') return lastOf(column);
  if (fold === 'sum' && column.every((value) => Number.isNaN(value) || Number.isSafeInteger(value)))
    return wholeSum(column);
  const fit = fits[fold];
  const inside = fit(column);
  const blocks = new Float64Array(Math.ceil(column.length / blockSize));
  for (let block = 0; block < blocks.length; block += 1)
    blocks[block] = inside(block * blockSize, Math.min(column.length, (block + 1) * blockSize), Number.NaN);
  const whole = fit(blocks);
  return (from, to) => {
    const first = Math.ceil(from / blockSize);
    const end = Math.floor(to / blockSize);
    if (first >= end) return inside(from, to, Number.NaN);
    const head = inside(from, first * blockSize, Number.NaN);
    return inside(end * blockSize, to, whole(first, end, head));
  };
}

/** Whole numbers lose nothing when one running sum is taken from another. */
function wholeSum(column: Float64Array): Folded {
  const sums = new Float64Array(column.length + 1);
  for (let i = 0; i < column.length; i += 1) {
    const value = column[i] ?? Number.NaN;
    sums[i + 1] = (sums[i] ?? 0) + (Number.isNaN(value) ? 0 : value);
  }
  const isAny = anyIn(column);
  return (from, to) => (isAny(from, to) ? (sums[to] ?? 0) - (sums[from] ?? 0) : Number.NaN);
}

/** Whether there is a number in any of the buckets. */
export function anyIn(column: Float64Array): (from: number, to: number) => boolean {
  const newest = newestOf(column);
  return (from, to) => to > from && (newest[to - 1] ?? -1) >= from;
}

/** Folds a stretch of a column into what came before. What is not a number is left out; of comparisons with it all are false. */
type Fit = (column: Float64Array) => (from: number, to: number, before: number) => number;

const fits: Record<Exclude<Fold, 'last'>, Fit> = {
  sum: (column) => (from, to, before) => {
    let sum = before;
    for (let i = from; i < to; i += 1) {
      const value = column[i] ?? Number.NaN;
      if (!Number.isNaN(value)) sum = Number.isNaN(sum) ? value : sum + value;
    }
    return sum;
  },
  min: (column) => (from, to, before) => {
    let least = before;
    for (let i = from; i < to; i += 1) {
      const value = column[i] ?? Number.NaN;
      if (!(value >= least) && !Number.isNaN(value)) least = value;
    }
    return least;
  },
  max: (column) => (from, to, before) => {
    let most = before;
    for (let i = from; i < to; i += 1) {
      const value = column[i] ?? Number.NaN;
      if (!(value <= most) && !Number.isNaN(value)) most = value;
    }
    return most;
  },
};

function lastOf(column: Float64Array): Folded {
  const newest = newestOf(column);
  return (from, to) => {
    const index = to > from ? (newest[to - 1] ?? -1) : -1;
    return index >= from ? (column[index] ?? Number.NaN) : Number.NaN;
  };
}

/** Per place the last one up to it that has a number; -1 when there is none. */
function newestOf(column: Float64Array): Int32Array {
  const newest = new Int32Array(column.length);
  let at = -1;
  for (let i = 0; i < column.length; i += 1) {
    if (!Number.isNaN(column[i] ?? Number.NaN)) at = i;
    newest[i] = at;
  }
  return newest;
}

/** The value of a measure over any stretch of buckets that lasted `elapsedMs`, from its columns in the order of `foldsOf`. */
export function foldedMeasure(
  measure: Measure,
  columns: readonly Float64Array[],
): (from: number, to: number, elapsedMs: number) => Value {
  const [first, second] = (foldsOf(measure) ?? []).map((fold, index) =>
    foldedColumn(columns[index] ?? new Float64Array(), fold),
  );
  if (first === undefined) return () => null;
  return (from, to, elapsedMs) => {
    const number = second === undefined ? first(from, to) : first(from, to) / second(from, to);
    return valueOf(measure, Number.isFinite(number) ? number : null, elapsedMs);
  };
}
