import type { Aggregate } from '@/lib/model/measure';
import type { Side, Sides } from './driver-effect';
import { numberIn, type Row } from './shape';

type Key = string;
/** What the sample got of a side's name: its events `n`, blocks `b`, and the sum of the squares of their sizes `nn`. */
type Got = { n: number; b: number; nn: number };
/** `counted` are all events of each side and name, `got` what the sample has of them. */
export type Weights = { counted: ReadonlyMap<Key, number>; got: ReadonlyMap<Key, Got> };

const keyOf = (row: Row): Key => `${String(row.s)}:${String(row.e)}`;
const at = (row: Row, name: string): number => numberIn(row, name) ?? 0;

export function weightsOf(counted: readonly Row[], got: readonly Row[]): Weights {
  return {
    counted: new Map(counted.map((row) => [keyOf(row), at(row, 'n')])),
    got: new Map(got.map((row) => [keyOf(row), { n: at(row, 'n'), b: at(row, 'b'), nn: at(row, 'nn') }])),
  };
}

/** The figures of each value from the rows of its names, largest first. */
export function estimates(
  rows: readonly Row[],
  of: { agg: Aggregate; weights: Weights },
): { value: string | null; own: Sides }[] {
  const byValue = new Map<string | null, { i: Row[]; o: Row[] }>();
  for (const row of rows) {
    const value = typeof row.v === 'string' ? row.v : null;
    const sides = byValue.get(value) ?? { i: [], o: [] };
    byValue.set(value, sides);
    sides[row.s === 'i' ? 'i' : 'o'].push(row);
  }
  return [...byValue].map(([value, { i, o }]) => ({
    value,
    own: { inside: estimateOf(i, of), outside: estimateOf(o, of) },
  }));
}

/**
 * A side's figures, estimated for each name by its ratio to the events of the blocks that were read (Cochran, Sampling
 * Techniques, 1977, §6.10 and §9A.4: separate ratio estimator, single-stage clusters). The variance comes from how much the blocks
 * differ, so values that come in waves, of which few blocks tell little, are trusted as little as they should be.
 */
function estimateOf(rows: readonly Row[], { agg, weights }: { agg: Aggregate; weights: Weights }): Side {
  const weighted = rows.map((row) => ({ row, weight: weightOf(row, weights) }));
  const total = (name: string): number => weighted.reduce((sum, { row, weight }) => sum + weight * at(row, name), 0);
  const numbers = total('c');
  const isMean = agg === 'avg';
  const mean = numbers > 0 ? total('a') / numbers : null;
  const ofNumbers = (sum: number | null): number | null => (numbers > 0 ? sum : null);
  const variance = (spread: (row: Row, got: Got) => number): number =>
    weighted.reduce((sum, { row, weight }) => sum + varianceOf(row, { weight, weights, spread }), 0);
  const byEvents = (sum: string, squares: string, products: string) => (row: Row, got: Got) => {
    const ratio = at(row, sum) / got.n;
    return at(row, squares) - 2 * ratio * at(row, products) + ratio ** 2 * got.nn;
  };
  const aroundMean = (row: Row): number =>
    at(row, 'aa') - 2 * (mean ?? 0) * at(row, 'ac') + (mean ?? 0) ** 2 * at(row, 'cc');
  return {
    events: total('n'),
    measure: isMean ? mean : agg === 'sum' ? ofNumbers(total('a')) : total('a'),
    numbers,
    squares: total('q'),
    sampling: {
      measure: !isMean ? variance(byEvents('a', 'aa', 'am')) : numbers > 0 ? variance(aroundMean) / numbers ** 2 : 0,
      events: variance(byEvents('n', 'nn', 'nm')),
    },
  };
}

/** What an event that was read stands for. */
function weightOf(row: Row, { counted, got }: Weights): number {
  const read = got.get(keyOf(row))?.n ?? 0;
  return at(row, 'k') === 0 || read === 0 ? 1 : Math.max(1, (counted.get(keyOf(row)) ?? 0) / read);
}

/** Of one name; nothing for one that was read whole, and as much as can be when there is one block only. */
function varianceOf(
  row: Row,
  of: { weight: number; weights: Weights; spread: (row: Row, got: Got) => number },
): number {
  const got = of.weights.got.get(keyOf(row));
  if (at(row, 'k') === 0 || got === undefined || of.weight <= 1) return 0;
  if (got.b < 2) return (of.weight * at(row, 'a')) ** 2;
  return of.weight * (of.weight - 1) * (got.b / (got.b - 1)) * Math.max(0, of.spread(row, got));
}
