import { canonicalSpec, specKey } from '@/lib/query/spec-key';
import { parseSpec } from '@/lib/query/parse-spec';
import { isAppError } from '@/lib/errors/app-error';

const valid = { kind: 'total', measures: [{ agg: 'count' }], range: { last: '24h' } };

function faultsOf(input: unknown): readonly unknown[] {
  try {
    parseSpec(input);
  } catch (error) {
    if (isAppError(error) && error.code === 'invalid_input') return error.fields.map((field) => field.path);
    throw error;
  }
  return [];
}

function nested(depth: number): unknown {
  let filter: unknown = ['name', '=', 'a'];
  for (let level = 0; level < depth; level += 1) filter = { not: filter };
  return filter;
}

test.each<[unknown, string[]]>([
  [null, ['']],
  ['text', ['']],
  [{ ...valid, kind: 'funnels' }, ['kind']],
  [{ ...valid, measures: [{ agg: 'sum' }] }, ['measures.0.of']],
  [{ ...valid, measures: [{ agg: 'count', of: 'value' }] }, ['measures.0.of']],
  [{ ...valid, range: { last: '24 hours' } }, ['range.last']],
  [{ ...valid, timezone: 'Mars/Olympus' }, ['timezone']],
  [{ ...valid, timezone: '+02:00' }, ['timezone']],
  [{ ...valid, extra: 1 }, ['']],
  [{ ...valid, where: [['nmae', '=', 'a']] }, ['where.0.0']],
  [{ ...valid, where: [nested(2_000)] }, ['where']],
  [
    {
      ...valid,
      where: Array.from({ length: 20 }, () => ({ or: Array.from({ length: 50 }, () => ['name', '=', 'a']) })),
    },
    ['where'],
  ],
])('%j is refused, naming the place', (input, paths) => {
  expect(faultsOf(input)).toEqual(paths);
});

test('defaults are filled in and zones are written as the engine knows them', () => {
  expect(parseSpec({ ...valid, timezone: 'europe/berlin' })).toEqual({
    ...valid,
    formulas: [],
    where: [],
    timezone: 'Europe/Berlin',
  });
  expect(parseSpec({ ...valid, timezone: 'Etc/UTC' }).timezone).toBe('UTC');
});

test('questions that mean the same have the same key, whatever the order in which they are written', () => {
  const a = parseSpec({
    ...valid,
    where: [
      ['name', '=', 'x'],
      ['user', '=', 'y'],
    ],
  });
  const b = parseSpec({
    where: [
      ['user', '=', 'y'],
      ['name', '=', 'x'],
    ],
    range: { last: '24h' },
    measures: [{ agg: 'count' }],
    kind: 'total',
    timezone: 'UTC',
  });
  expect(canonicalSpec(a)).toBe(canonicalSpec(b));
  expect(specKey('w1', a)).toBe(specKey('w1', b));
  expect(specKey('w1', a)).not.toBe(specKey('w2', a));
  expect(specKey('w1', a)).not.toBe(specKey('w1', parseSpec(valid)));
});
