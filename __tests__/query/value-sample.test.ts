import fc from 'fast-check';
import { newestMs, valueSampleOf } from '@/lib/query/value-sample';

const counts = fc.uniqueArray(
  fc
    .record({
      name: fc.string({ minLength: 1, maxLength: 8 }),
      events: fc.oneof(fc.nat(1_000), fc.nat(500_000), fc.nat(50_000_000)),
      newest: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
        minLength: newestMs.length,
        maxLength: newestMs.length,
      }),
    })
    .map(({ name, events, newest }) => ({
      name,
      events,
      newest: newest.sort((a, b) => b - a).map((share) => Math.floor(share * events)),
    })),
  { selector: ({ name }) => name, maxLength: 40 },
);

test('few events are all read', () => {
  expect(valueSampleOf([{ name: 'a', events: 300_000, newest: [1, 1, 1, 1] }])).toBeNull();
  expect(valueSampleOf([])).toBeNull();
});

test('what is read of many events does not grow with them, and stands for all of them', () => {
  fc.assert(
    fc.property(counts, (names) => {
      const sample = valueSampleOf(names);
      const of = names.reduce((sum, { events }) => sum + events, 0);
      if (sample === null) return of <= 300_000;
      const wholeEvents = names
        .filter(({ name }) => sample.whole.includes(name))
        .reduce((sum, { events }) => sum + events, 0);
      const older = sample.older.reduce((sum, { events }) => sum + events, 0);
      const newest = of - wholeEvents - older;
      return (
        sample.events <= 250_001 &&
        wholeEvents <= 60_000 &&
        newest >= 0 &&
        newest <= 40_000 &&
        older / sample.every <= 150_000
      );
    }),
  );
});
