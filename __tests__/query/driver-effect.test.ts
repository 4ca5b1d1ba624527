import fc from 'fast-check';
import type { Aggregate } from '@/lib/model/measure';
import { effectOf, meanParts, type Side, type Sides } from '@/lib/query/driver-effect';
import { explainingFields } from '@/lib/query/driver-fields';

const counted = (events: number): Side => ({ events, measure: events, numbers: 0, squares: 0 });
const counts = (inside: number, outside: number): Sides => ({ inside: counted(inside), outside: counted(outside) });
const sum = (sides: readonly Sides[]): Sides =>
  counts(
    sides.reduce((total, { inside }) => total + inside.events, 0),
    sides.reduce((total, { outside }) => total + outside.events, 0),
  );
/** One hour inside, ten hours outside. */
const lengths = { inside: 1, outside: 10 };
const effects = (values: Record<string, Sides>): Record<string, number> => {
  const all = sum(Object.values(values));
  return Object.fromEntries(
    Object.entries(values).map(([name, own]) => [name, effectOf('count', { own, all, lengths })]),
  );
};

test('the value behind a peak explains it, and those that stayed as they were explain nothing', () => {
  const found = effects({ DE: counts(2_000, 1_000), US: counts(500, 5_000), IN: counts(100, 1_000) });
  expect(found.DE).toBeGreaterThan(1_600);
  expect(found.DE).toBeLessThan(1_900);
  expect([found.US, found.IN]).toEqual([0, 0]);
});

test('when everything doubles nothing stands out', () => {
  expect(effects({ DE: counts(200, 1_000), US: counts(1_000, 5_000), IN: counts(20, 100) })).toEqual({
    DE: 0,
    US: 0,
    IN: 0,
  });
});

test('a value that falls away explains a fall, and one that is new a rise', () => {
  expect(effects({ ios: counts(0, 4_000), web: counts(600, 6_000) }).ios).toBeLessThan(-300);
  expect(effects({ v1: counts(500, 5_000), v2: counts(400, 0) }).v2).toBeGreaterThan(300);
});

test('a few events more may be chance', () => {
  expect(effects({ rare: counts(3, 10), US: counts(500, 5_000) }).rare).toBe(0);
});

test('the only value of a field explains nothing', () => {
  expect(effects({ only: counts(900, 100) })).toEqual({ only: 0 });
});

/** Numbers around a mean with a spread of a tenth. */
const numbers = (count: number, mean: number): Side => ({
  events: count,
  measure: count === 0 ? null : mean,
  numbers: count,
  squares: count * (mean ** 2 * 1.01),
});
function pooled(sides: readonly Side[]): Side {
  const count = sides.reduce((total, side) => total + side.numbers, 0);
  const total = sides.reduce((sofar, side) => sofar + (side.measure ?? 0) * side.numbers, 0);
  return {
    events: count,
    measure: count === 0 ? null : total / count,
    numbers: count,
    squares: sides.reduce((sofar, side) => sofar + side.squares, 0),
  };
}
function meanEffects(agg: Aggregate, values: Record<string, Sides>): Record<string, number> {
  const all = {
    inside: pooled(Object.values(values).map(({ inside }) => inside)),
    outside: pooled(Object.values(values).map(({ outside }) => outside)),
  };
  return Object.fromEntries(Object.entries(values).map(([name, own]) => [name, effectOf(agg, { own, all, lengths })]));
}

test('of a mean that rises the slow value is told from the others, and the mix when only shares change', () => {
  const slow = meanEffects('avg', {
    eu: { inside: numbers(500, 200), outside: numbers(5_000, 100) },
    us: { inside: numbers(500, 100), outside: numbers(5_000, 100) },
  });
  expect(slow.eu).toBeGreaterThan(45);
  expect(slow.us).toBe(0);
  const mixed = meanEffects('avg', {
    mobile: { inside: numbers(800, 300), outside: numbers(1_000, 300) },
    desktop: { inside: numbers(200, 100), outside: numbers(9_000, 100) },
  });
  expect(mixed.mobile).toBeGreaterThan(100);
  expect(mixed.mobile).toBeGreaterThan(mixed.desktop ?? 0);
});

test.each<Aggregate>(['avg', 'p95', 'max'])('when all values rise alike no value of %s stands out', (agg) => {
  const found = meanEffects(agg, {
    eu: { inside: numbers(500, 200), outside: numbers(5_000, 100) },
    us: { inside: numbers(100, 200), outside: numbers(1_000, 100) },
  });
  expect([found.eu, found.us].map((effect) => Math.abs(effect ?? 1))).toEqual([0, 0]);
});

test('the contributions of all values to a mean make its whole change', () => {
  const side = fc.record({
    count: fc.integer({ min: 1, max: 500 }),
    mean: fc.double({ min: -50, max: 50, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(side, side), { minLength: 2, maxLength: 6 }), (pairs) => {
      const values = pairs.map(([a, b]) => ({ inside: numbers(a.count, a.mean), outside: numbers(b.count, b.mean) }));
      const all = {
        inside: pooled(values.map((one) => one.inside)),
        outside: pooled(values.map((one) => one.outside)),
      };
      const total = values.reduce((sofar, own) => sofar + (meanParts({ own, all })?.[0].difference ?? 0), 0);
      expect(total).toBeCloseTo((all.inside.measure ?? 0) - (all.outside.measure ?? 0), 6);
    }),
    { seed: 3 },
  );
});

test('identifiers, lists and numbers of all sizes are no fields to look at', () => {
  const samples = Array.from({ length: 200 }, (_, index) =>
    JSON.stringify({
      id: `id-${index}`,
      plan: ['free', 'pro'][index % 2],
      ok: index % 3 === 0,
      status: [200, 404, 500][index % 3],
      price: index * 1.5,
      tags: ['a'],
      gone: null,
      path: `/page/${index % 90}`,
      deep: { country: 'DE', '': 1, ':Int64': 'x' },
      'back\\slash': 'x',
      ...(index < 10 ? { rare: 'yes' } : {}),
    }),
  );
  expect(explainingFields(samples)).toEqual([
    'properties.deep.country',
    'properties.ok',
    'properties.path',
    'properties.plan',
    'properties.status',
    'properties.rare',
  ]);
});
