import * as fc from 'fast-check';
import { cutoffOf, dropBefore, planSteps, touchedNames, type OldEvents } from '@/lib/ingest/retention/retention-plan';

const day = 86_400_000;
const old = (month: number, rows: number, name = 'view'): OldEvents => ({ month, name, rows, oldest: 1, newest: 2 });

it('keeps whole days, counted from midnight UTC', () => {
  const now = Date.UTC(2026, 4, 20, 15, 30);
  expect(new Date(cutoffOf(30, now)).toISOString()).toBe('2026-04-20T00:00:00.000Z');
  expect(now - cutoffOf(1, now)).toBeGreaterThanOrEqual(day);
});

it('drops months only when nobody keeps events for ever', () => {
  expect(dropBefore([5, 3, null])).toBeNull();
  expect(dropBefore([5, 3])).toBe(3);
  expect(dropBefore([])).toBeNull();
});

it('deletes by month, oldest first, and knows the months that are left', () => {
  const cutoff = Date.UTC(2026, 2, 10);
  const steps = planSteps([old(202603, 1), old(202601, 2), old(202601, 3, 'order'), old(202512, 4)], {
    cutoff,
    droppable: Date.UTC(2026, 0, 1),
  });
  expect(steps).toEqual([
    { month: 202512, rows: 4, how: { kind: 'drop' } },
    { month: 202601, rows: 5, how: { kind: 'delete', isLast: true } },
    { month: 202603, rows: 1, how: { kind: 'delete', isLast: false } },
  ]);
});

it('never drops a month that any workspace still wants a moment of', () => {
  const cutoffs = fc.array(fc.option(fc.integer({ min: 0, max: 20_000 }).map((n) => n * day)), {
    minLength: 1,
    maxLength: 5,
  });
  const month = fc.record({ year: fc.integer({ min: 1971, max: 2030 }), of: fc.integer({ min: 1, max: 12 }) });
  fc.assert(
    fc.property(cutoffs, month, (all, { year, of }) => {
      const [cutoff] = all;
      if (cutoff === null || cutoff === undefined) return;
      const [step] = planSteps([old(year * 100 + of, 1)], { cutoff, droppable: dropBefore(all) });
      const lastMoment = Date.UTC(year, of, 1) - 1;
      const isWanted = all.some((one) => one === null || lastMoment >= one);
      expect(step?.how.kind).toBe(isWanted ? 'delete' : 'drop');
    }),
  );
});

it('says what was touched, by name', () => {
  const rows = [
    { month: 1, name: 'a', rows: 1, oldest: 5, newest: 6 },
    { month: 2, name: 'a', rows: 2, oldest: 3, newest: 9 },
  ];
  expect(touchedNames(rows)).toEqual([{ name: 'a', rows: 3, minTimestamp: 3, maxTimestamp: 9 }]);
});
