import fc from 'fast-check';
import { strataOf } from '@/lib/query/driver-sample';
import { estimates, weightsOf } from '@/lib/query/driver-estimate';

const counts = fc.uniqueArray(
  fc.record({ name: fc.string({ minLength: 1 }), events: fc.oneof(fc.nat(100_000), fc.nat(1_000_000_000)) }),
  { selector: ({ name }) => name, maxLength: 20 },
);

test('a side with few events is read whole', () => {
  expect(strataOf([{ name: 'a', events: 2_000_000 }])).toEqual([]);
});

test('however many events there are, about as many are read, and of no name too few', () => {
  fc.assert(
    fc.property(counts, (names) => {
      const strata = strataOf(names);
      const everyOf = (name: string): number => strata.find((one) => one.names.includes(name))?.every ?? 1;
      const read = names.map(({ name, events }) => events / everyOf(name));
      const all = names.reduce((sum, { events }) => sum + events, 0);
      if (all <= 2_000_000) return strata.length === 0;
      return (
        read.reduce((sum, one) => sum + one, 0) <= 2 * (400_000 + names.length * 4 * 8_192) &&
        names.every(({ events }, index) => (read[index] ?? 0) >= Math.min(events, 4 * 8_192))
      );
    }),
  );
});

/** What the engine answers for a name whose blocks hold these numbers of events, of which so many have the value. */
function answered(blocks: readonly { events: number; own: number }[]) {
  const sum = (of: (block: { events: number; own: number }) => number): number =>
    blocks.reduce((total, block) => total + of(block), 0);
  const whole = { s: 'o', e: 'view', k: 1, b: blocks.length, n: sum((b) => b.events), nn: sum((b) => b.events ** 2) };
  const own = sum((b) => b.own);
  const [squares, products] = [sum((b) => b.own ** 2), sum((b) => b.own * b.events)];
  const none = { c: 0, q: 0, cc: 0, ac: 0 };
  const value = {
    ...none,
    s: 'o',
    e: 'view',
    v: 'x',
    k: 1,
    n: own,
    a: own,
    aa: squares,
    nn: squares,
    am: products,
    nm: products,
  };
  return { whole, value };
}

test('the error of an estimate is that of blocks, and covers the truth about as often as it should', () => {
  const random = fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), { numRuns: 4_000, seed: 5 });
  // A value that comes in waves: blocks differ far more than their events would by chance.
  const blocks = random
    .slice(0, 400)
    .map((one, index) => ({ events: 8_192, own: Math.round(800 + 600 * Math.sin(index / 9) + 200 * one) }));
  const truth = blocks.reduce((sum, { own }) => sum + own, 0);
  const draws = Array.from({ length: 10 }, (_, first) => blocks.filter((_block, index) => index % 10 === first));
  const within = draws.filter((drawn) => {
    const { whole, value } = answered(drawn);
    const weights = weightsOf([{ s: 'o', e: 'view', n: 400 * 8_192 }], [whole]);
    const [found] = estimates([value], { agg: 'count', weights });
    const side = found?.own.outside;
    return Math.abs((side?.measure ?? 0) - truth) <= 3 * Math.sqrt(side?.sampling?.measure ?? 0);
  });
  expect(within).toHaveLength(10);
});
