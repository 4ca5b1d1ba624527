import { places, withWanted } from '@/lib/query/summaries/kept-summaries';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 28);
const wanted = (field: string, at = now) => ({ key: `properties.${field}`, at });
const full = (at: number) =>
  Object.fromEntries(Array.from({ length: places.properties }, (_, index) => [`properties.p${index}`, at + index]));

test('what is asked for gets a place and keeps the newest time of asking', () => {
  expect(withWanted({}, [wanted('a', 5), wanted('a', 3)], 6)).toEqual({ 'properties.a': 5 });
});

test('when all places are taken, only one that was not asked for in a week gives way', () => {
  const lately = full(now - 6 * day);
  expect(withWanted(lately, [wanted('new')], now)).toEqual(lately);
  const after = withWanted(full(now - 8 * day), [wanted('new')], now);
  expect(Object.keys(after)).toHaveLength(places.properties);
  expect(after).toHaveProperty(['properties.new']);
  expect(after).not.toHaveProperty(['properties.p0']);
});

test('nobody keeps a place for ever', () => {
  expect(withWanted({ 'properties.a': now - 61 * day, 'properties.b': now - 59 * day }, [], now)).toEqual({
    'properties.b': now - 59 * day,
  });
});

test('filters and zones have places of their own, so that many of them leave those of properties alone', () => {
  const zone = { key: '{"zone":"Asia/Kolkata"}', at: now };
  expect(withWanted(full(now), [zone], now)).toHaveProperty([zone.key], now);
  const filters = Array.from({ length: places.others }, (_, at) => ({ key: `{"conditions":[${at}]}`, at: now }));
  const kept = withWanted(full(now), [...filters, zone], now);
  expect(kept).not.toHaveProperty([zone.key]);
  expect(Object.keys(kept)).toHaveLength(places.properties + places.others);
});
