import { mostProperties, withWanted } from '@/lib/query/summaries/kept-properties';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 28);
const wanted = (field: string, at = now) => ({ field: `properties.${field}`, at });
const full = (at: number) =>
  Object.fromEntries(Array.from({ length: mostProperties }, (_, index) => [`properties.p${index}`, at + index]));

test('what is asked for gets a place and keeps the newest time of asking', () => {
  expect(withWanted({}, [wanted('a', 5), wanted('a', 3)], 6)).toEqual({ 'properties.a': 5 });
});

test('when all places are taken, only one that was not asked for in a week gives way', () => {
  const lately = full(now - 6 * day);
  expect(withWanted(lately, [wanted('new')], now)).toEqual(lately);
  const after = withWanted(full(now - 8 * day), [wanted('new')], now);
  expect(Object.keys(after)).toHaveLength(mostProperties);
  expect(after).toHaveProperty(['properties.new']);
  expect(after).not.toHaveProperty(['properties.p0']);
});

test('nobody keeps a place for ever', () => {
  expect(withWanted({ 'properties.a': now - 61 * day, 'properties.b': now - 59 * day }, [], now)).toEqual({
    'properties.b': now - 59 * day,
  });
});
