import fc from 'fast-check';
import { Spans } from '@/lib/time/spans';

const instant = fc.oneof(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 2_000_000_000 }));
const span = fc
  .tuple(instant, fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5_000 })))
  .map(([from, length]) => ({ from, to: from + length }));

test('whatever is added, few ascending stretches hold it, with its first and last instant exactly', () => {
  fc.assert(
    fc.property(fc.array(span, { minLength: 1, maxLength: 80 }), fc.integer({ min: 1, max: 6 }), (added, most) => {
      const spans = new Spans(most);
      for (const { from, to } of added) spans.add(from, to);
      const list = spans.list();
      expect(list.length).toBeLessThanOrEqual(most);
      for (const { from, to } of added) expect(list.some((one) => one.from <= from && to <= one.to)).toBe(true);
      list.forEach((one, index) => expect(one.from - (list[index - 1]?.to ?? -Infinity)).toBeGreaterThan(1_000));
      expect([spans.first, spans.last]).toEqual([
        Math.min(...added.map(({ from }) => from)),
        Math.max(...added.map(({ to }) => to)),
      ]);
    }),
    { numRuns: 500 },
  );
});

test('while there are few, each stretch begins and ends at something that was added', () => {
  fc.assert(
    fc.property(fc.array(span, { minLength: 1, maxLength: 40 }), (added) => {
      const spans = new Spans(40);
      for (const { from, to } of added) spans.add(from, to);
      for (const { from, to } of spans.list()) {
        expect(added.some((one) => one.from === from)).toBe(true);
        expect(added.some((one) => one.to === to)).toBe(true);
        // No gap of more than a second is covered.
        const inside = added.filter((one) => one.from >= from && one.to <= to).sort((a, b) => a.from - b.from);
        let reached = from;
        for (const one of inside) {
          expect(one.from - reached).toBeLessThanOrEqual(1_000);
          reached = Math.max(reached, one.to);
        }
      }
    }),
  );
});

test('an event of today and one of last month do not stand for what is between them', () => {
  const month = 30 * 86_400_000;
  expect(new Spans(8).add(5).add(month).add(700).list()).toEqual([
    { from: 5, to: 700 },
    { from: month, to: month },
  ]);
});
