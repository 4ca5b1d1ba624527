import { staleSummaries, type Made } from '@/lib/query/summaries/stale-summaries';

const now = Date.UTC(2026, 10, 28, 12);
const minute = 60_000;
const day = Date.UTC(2026, 10, 20);
const country = 'properties.country';
/** A row that was begun so many minutes ago. */
const row = (minutesAgo: number, property = country): Made => ({
  property,
  day,
  made: (now - minutesAgo * minute) * 1_000,
});
const stale = (index: Made[], data: Made[], wanted = [country]) => staleSummaries({ index, data, wanted, now });

test('what is in use stays, however old', () => {
  expect(stale([row(90_000)], [row(90_000)])).toEqual({ data: [], index: [] });
});

test('what newer rows have taken the place of goes, once nobody can still be reading it', () => {
  const both = [row(300), row(5)];
  expect(stale(both, both)).toEqual({ data: [], index: [] });
  const later = [row(300), row(11)];
  expect(stale(later, later)).toEqual({ data: [row(300)], index: [row(300)] });
});

test('what was never written down is left alone while it may be under way', () => {
  expect(stale([], [row(59)]).data).toEqual([]);
  expect(stale([], [row(61)]).data).toEqual([row(61)]);
});

test('what was begun before a drop goes at once, and the drop stays until nothing of before can come', () => {
  const drop = row(2, '');
  expect(stale([row(3), drop], [row(3), row(1)])).toEqual({ data: [row(3)], index: [row(3)] });
  expect(stale([row(25 * 60, '')], []).index).toEqual([row(25 * 60, '')]);
});

test('a property that nobody wants loses its place first, its rows the next time', () => {
  const rows = [row(200)];
  expect(stale(rows, rows, [])).toEqual({ data: [], index: rows });
  expect(stale([], rows, [])).toEqual({ data: rows, index: [] });
});
