import { Pace } from '@/lib/live/pace';

const hour = 3_600_000;

test('a clock that is put back makes a question wait for its rest, not for the length of the jump', () => {
  const pace = new Pace(() => 150);
  pace.started(10 * hour);
  pace.succeeded(10 * hour + 20);
  const now = 9 * hour;
  pace.heed(now);
  expect(pace.dueAt(true, Infinity)).toBeLessThanOrEqual(now + 150);
});

test('a question that failed before the clock was put back is tried again within half a minute', () => {
  const pace = new Pace(() => 150);
  pace.failed(10 * hour, {});
  pace.heed(9 * hour);
  expect(pace.dueAt(true, Infinity)).toBeLessThanOrEqual(9 * hour + 30_000);
});
