import { parseEventTime } from '@/lib/ingest/event-time';
import { placeInTime } from '@/lib/ingest/place-in-time';

describe('the time of an event', () => {
  it.each([
    ['2025-01-31T12:30:15Z', '2025-01-31T12:30:15.000Z'],
    ['2025-01-31T12:30:15.123456Z', '2025-01-31T12:30:15.123Z'],
    ['2025-01-31T12:30:15.5+02:00', '2025-01-31T10:30:15.500Z'],
    ['2025-01-31T12:30:15-0530', '2025-01-31T18:00:15.000Z'],
    ['2025-01-31 12:30', '2025-01-31T12:30:00.000Z'],
    ['2025-01-31', '2025-01-31T00:00:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    [1_738_326_615, '2025-01-31T12:30:15.000Z'],
    [1_738_326_615.25, '2025-01-31T12:30:15.250Z'],
    [1_738_326_615_123, '2025-01-31T12:30:15.123Z'],
    ['1738326615', '2025-01-31T12:30:15.000Z'],
    ['1738326615123', '2025-01-31T12:30:15.123Z'],
  ])('%p is %s', (given, expected) => {
    expect(new Date(parseEventTime(given) ?? NaN).toISOString()).toBe(expected);
  });

  it.each([
    '',
    'yesterday',
    '2025',
    '31/01/2025',
    '2025-02-30',
    '2025-13-01',
    '2025-01-01T25:00',
    '12',
    true,
    {},
    [],
    NaN,
    Infinity,
  ])('%p is no time', (given) => {
    expect(parseEventTime(given)).toBeNull();
  });

  const receivedAt = Date.UTC(2025, 0, 31);
  it.each([
    ['nothing', undefined, 0, receivedAt],
    ['null', null, 0, receivedAt],
    ['a time with a clock that is an hour behind', receivedAt - 3_600_000, 3_600_000, receivedAt],
    ['a time in the near future', receivedAt + 3_600_000, 0, receivedAt + 3_600_000],
  ])('%s is placed at our time', (...[, timestamp, skewMs, expected]) => {
    expect(placeInTime(timestamp, { receivedAt, skewMs })).toBe(expected);
  });

  it.each([
    ['before 1971', '1970-12-31', 'before 1971'],
    ['zero', 0, 'before 1971'],
    ['two days ahead', receivedAt + 2 * 86_400_000, 'in the future'],
    ['microseconds', receivedAt * 1_000, 'in the future'],
    ['no time', 'soon', 'not a time'],
  ])('%s is refused with a reason', (_, timestamp, reason) => {
    expect(placeInTime(timestamp, { receivedAt, skewMs: 0 })).toContain(reason);
  });
});
