import fc from 'fast-check';
import { ReplayClock, longestGapMs } from '@/lib/ingest/sample/replay-clock';
import type { Flight } from '@/lib/ingest/sample/replay-slice';
import { flightsEnd, jitterMs, nextHistoryRows, sampleShift } from '@/lib/ingest/sample/sample-plan';

const flight = (row: number, time: number): Flight => ({
  row,
  time,
  delay: 0,
  distance: 1,
  origin: 'ATL',
  destination: 'ORD',
});

test('gaps shrink by the speed and never exceed a second', () => {
  const clock = new ReplayClock(0);
  clock.add([flight(0, 0), flight(1, 2_000), flight(2, 3_600_000), flight(3, 3_600_500)]);
  expect(clock.take(10_000, 5).map(({ at }) => at)).toEqual([0, 400, 1_400, 1_500]);
});

test('at speed 0 time stands still, and nothing is caught up with afterwards', () => {
  const clock = new ReplayClock(0);
  clock.add([flight(0, 0), flight(1, 1_000)]);
  expect(clock.take(0, 5)).toHaveLength(1);
  expect(clock.take(60_000, 0)).toEqual([]);
  expect(clock.take(60_100, 5)).toEqual([]);
  expect(clock.take(60_200, 5)).toHaveLength(1);
});

test('however it is asked, every flight comes once, in order, and something moves every second', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 20_000_000 }), { minLength: 1, maxLength: 50 });
  const steps = fc.integer({ min: 50, max: 2_000 });
  fc.assert(
    fc.property(gaps, steps, fc.constantFrom(1 as const, 5 as const, 20 as const), (each, step, speed) => {
      const clock = new ReplayClock(0);
      let time = 0;
      const flights = each.map((gap, row) => flight(row, (time += gap)));
      clock.add(flights);
      const taken = [];
      for (let now = 0; now <= (each.length + 3) * (longestGapMs + step); now += step)
        taken.push(...clock.take(now, speed));
      expect(taken.map((due) => due.flight)).toEqual(flights);
      for (const [at, due] of taken.entries())
        expect(due.at - (taken[at - 1]?.at ?? due.at)).toBeLessThanOrEqual(longestGapMs + 1e-6);
    }),
  );
});

test('the shift is whole weeks and keeps four to five weeks for the replay', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2060, 0) }), (now) => {
      const shift = sampleShift(now);
      const keptDays = (flightsEnd - (now - shift)) / 86_400_000;
      expect(shift % (7 * 86_400_000)).toBe(0);
      expect(keptDays).toBeGreaterThanOrEqual(28);
      expect(keptDays).toBeLessThan(35);
    }),
  );
});

test('the seconds of a flight lie within its minute and are spread', () => {
  const seconds = new Set<number>();
  for (let row = 0; row < 10_000; row += 1) {
    const jitter = jitterMs(row);
    expect(jitter >= 0 && jitter < 60_000 && Number.isInteger(jitter)).toBe(true);
    seconds.add(Math.floor(jitter / 1_000));
  }
  expect(seconds.size).toBe(60);
});

test('history is cut without gap or overlap, whatever its length', () => {
  fc.assert(
    fc.property(fc.nat(3_000_000), fc.nat(3_000_000), (one, other) => {
      const [fromRow, historyRows] = [Math.min(one, other), Math.max(one, other)];
      let remaining = historyRows;
      while (remaining > fromRow) {
        const { from, to } = nextHistoryRows({ fromRow, historyRows }, remaining);
        expect(to).toBe(remaining);
        expect(from).toBeLessThan(to);
        remaining = from;
      }
      expect(remaining).toBe(fromRow);
    }),
    { numRuns: 30 },
  );
});
