import fc from 'fast-check';
import { BatchLog, isNaming } from '@/lib/query/batch-log';

const minute = 60_000;
type Written = { position: number; name: string; at: number };

function filled(batches: readonly (readonly { name: string; at: number }[])[]): { log: BatchLog; written: Written[] } {
  const log = new BatchLog();
  const written: Written[] = [];
  batches.forEach((events, index) => {
    const names = events.map(({ name, at }) => ({ name, rows: 1, minTimestamp: at, maxTimestamp: at }));
    log.add({ workspace: 'w', names, sequence: index, committedAt: index });
    for (const { name, at } of events) written.push({ position: log.position, name, at });
  });
  return { log, written };
}

test('nothing that was written after a position is ever forgotten, however long ago', () => {
  const event = fc.record({
    name: fc.constantFrom('a', 'b', 'c'),
    at: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 1_000_000 })).map((n) => n * minute),
  });
  fc.assert(
    fc.property(
      fc.array(fc.array(event, { minLength: 1, maxLength: 2 }), { minLength: 900, maxLength: 1_800, size: 'max' }),
      fc.integer({ min: 0, max: 1_800 }),
      (batches, position) => {
        const { log, written } = filled(batches);
        const touches = log.since('w', position);
        const forgotten = written.filter(
          (one) =>
            one.position > position &&
            !touches.some((t) => isNaming(t, new Set([one.name])) && t.from <= one.at && one.at <= t.to),
        );
        expect(forgotten).toEqual([]);
      },
    ),
    { numRuns: 6 },
  );
});

test('of what is written as it happens, old positions learn the time since and hardly more', () => {
  const { log } = filled(Array.from({ length: 20_000 }, (_, index) => [{ name: 'a', at: index * 100 }]));
  for (const position of [19_990, 19_000, 15_000, 8_000]) {
    const touches = log.since('w', position);
    const first = Math.min(...touches.map(({ from }) => from));
    expect(first).toBeLessThanOrEqual(position * 100);
    // At most a tenth of the time since as much before it.
    expect(position * 100 - first).toBeLessThanOrEqual((20_000 - position) * 10);
  }
  expect(log.since('w', 0).length).toBeLessThan(4_000);
  expect(log.since('w', log.position)).toEqual([]);
});

test('a batch of very many names is remembered as one of any name', () => {
  const { log } = filled([Array.from({ length: 2_000 }, (_, index) => ({ name: `n${index}`, at: index % 7 }))]);
  const touches = log.since('w', 0);
  expect(touches).toEqual([{ name: null, from: 0, to: 6 }]);
  expect(touches.every((touch) => isNaming(touch, new Set(['n5'])))).toBe(true);
});
