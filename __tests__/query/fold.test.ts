import fc from 'fast-check';
import { foldedColumn, foldedMeasure, type Fold } from '@/lib/query/fold';

const values = fc.array(fc.option(fc.integer({ min: -50, max: 50 }), { nil: Number.NaN, freq: 3 }), { maxLength: 400 });
const halves = values.map((all) => all.map((value) => value / 2));
const known = (all: readonly number[]) => all.filter((value) => !Number.isNaN(value));
const plain: Record<Fold, (all: readonly number[]) => number> = {
  sum: (all) => (known(all).length === 0 ? Number.NaN : known(all).reduce((sum, value) => sum + value, 0)),
  min: (all) => (known(all).length === 0 ? Number.NaN : Math.min(...known(all))),
  max: (all) => (known(all).length === 0 ? Number.NaN : Math.max(...known(all))),
  last: (all) => known(all).at(-1) ?? Number.NaN,
};

describe('a folded column', () => {
  it.each(['sum', 'min', 'max', 'last'] as const)('gives the %s of any stretch, and nothing of nothing', (fold) => {
    fc.assert(
      fc.property(fc.oneof(values, halves), fc.nat(400), fc.nat(400), (all, a, b) => {
        const [from, to] = [Math.min(a, b, all.length), Math.min(Math.max(a, b), all.length)];
        expect(foldedColumn(Float64Array.from(all), fold)(from, to)).toBe(plain[fold](all.slice(from, to)));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps sums free of what lies outside of the stretch', () => {
    const column = Float64Array.from([1e16, 0.1, 0.2, ...Array<number>(200).fill(0.25)]);
    expect(foldedColumn(column, 'sum')(1, 3)).toBe(0.1 + 0.2);
    expect(foldedColumn(column, 'sum')(3, 203)).toBe(50);
  });
});

describe('a folded measure', () => {
  const columns = [Float64Array.from([10, Number.NaN, 20]), Float64Array.from([4, Number.NaN, 1])];
  it.each([
    ['count', [0, 3], 30],
    ['count', [1, 2], 0],
    ['rate', [0, 3], 0.5],
    ['sum', [1, 2], null],
    ['avg', [0, 3], 6],
    ['avg', [1, 2], null],
    ['max', [0, 3], 20],
    ['users', [0, 3], null],
  ] as const)('%s over %j is %j', (agg, [from, to], expected) => {
    expect(foldedMeasure({ agg }, columns)(from, to, 60_000)).toBe(expected);
  });
});
