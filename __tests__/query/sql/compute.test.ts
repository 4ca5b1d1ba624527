import type { EngineTable } from '@/lib/engine/engine';
import { readerSettings } from '@/lib/engine/reading';
import { columnType, shapeSql } from '@/lib/query/sql-cells';
import { computeSql } from '@/lib/query/sql';
import { positionAtByte, positionOfWord } from '@/lib/query/sql-position';
import { checkTree } from '@/lib/query/sql-tree';
import { parseSpec } from '@/lib/query/parse-spec';
import { planOf } from '@/lib/query/plan';

const now = Date.parse('2024-05-15T10:20:30Z');
const table = (rows: unknown[][]): EngineTable => ({
  columns: [{ name: 'a', type: 'String' }],
  rows,
  rowsRead: 0,
  bytesRead: 7,
  tookMs: 1,
});

test('a statement is looked at before it runs, and its names are asked for', async () => {
  const asked: unknown[] = [];
  const spec = parseSpec({ kind: 'sql', sql: 'SELECT a FROM c', limit: 5, parameters: { x: 'y', from: 'mine' } });
  if (spec.kind !== 'sql') throw new Error('not a statement');
  const tree = ['SelectWithUnionQuery (children 1)', ' Identifier a', ' TableIdentifier c'].map((line) => [line]);
  await computeSql(spec, planOf(spec, now), {
    workspaceId: 'w1',
    now,
    read: (statement) => {
      asked.push(statement);
      return Promise.resolve(table(asked.length === 1 ? tree : [['x']]));
    },
    ask: (query) => {
      asked.push(query);
      return Promise.resolve([]);
    },
  });
  const params = { x: 'y', from: '1715682000', to: '1715768460', timezone: 'UTC' };
  expect(asked).toEqual([
    { sql: 'EXPLAIN AST SELECT a FROM c\n', params, rowLimit: 50_000 },
    expect.objectContaining({ params: { p0: ['a', 'c'] } }),
    { sql: 'SELECT a FROM c\n', params, rowLimit: 6 },
  ]);
});

test('a server gets the filter that pins the workspace, escaped for a text in a map in a text', () => {
  const settings = readerSettings({ workspaceId: `w'1\\`, rowLimit: 3 }, false);
  expect(settings).toMatchObject({ readonly: 1, limit: 3, query_plan_merge_filters: 0 });
  expect(settings.additional_table_filters).toContain(`'sightglass.events':'workspace = \\'w\\\\\\'1\\\\\\\\\\''`);
  expect(readerSettings({ workspaceId: 'w1', rowLimit: 3 }, true)).not.toHaveProperty('additional_table_filters');
});

test.each<[string[], string | undefined]>([
  [
    ['SelectWithUnionQuery (children 1)', ' Function COUNT (children 1)', ' TableIdentifier events (alias e)'],
    undefined,
  ],
  [['SelectWithUnionQuery (children 1)', ' Function quantilesTDigestIfOrNull (alias q) (children 2)'], undefined],
  [['SelectWithUnionQuery (children 1)', ' Identifier properties._part'], undefined],
  [['SelectWithUnionQuery (children 2)', ' Identifier JSON'], 'FORMAT'],
  [['SelectWithUnionQuery (children 1)', ' Set'], 'Settings'],
  [['SelectWithUnionQuery (children 1)', ' Function dictGetIf (children 1)'], 'dictGetIf'],
  [['SelectWithUnionQuery (children 1)', ' Function If (children 1)', ' Function State'], 'State'],
  [['SelectWithUnionQuery (children 1)', ' TableIdentifier sightglass.events_1m'], 'events_1m'],
  [['SelectWithUnionQuery (children 1)', ' Identifier e._part_offset'], '_part_offset'],
  [['SelectWithUnionQuery (children 1)', ' Surprise'], 'This part of SQL'],
  [['SelectWithUnionQuery (children 1)', 'b`` c'], 'This part of SQL'],
  [['ShowTables'], 'Only SELECT'],
  [[], 'Only SELECT'],
])('%j is refused for %s', (lines, reason) => {
  const check = checkTree(lines);
  expect('refusal' in check ? check.refusal.reason : undefined).toEqual(reason && expect.stringContaining(reason));
});

test('bytes are counted as bytes and words are found outside of texts and comments', () => {
  const sql = `SELECT 'é nme', /* nme */ "nme" -- nme`;
  expect(positionAtByte(sql, 12 + 10, 12)).toMatchObject({ offset: 9, line: 1, column: 10 });
  expect(positionAtByte(sql, 9_999, 0)).toMatchObject({ offset: sql.length, length: 0 });
  expect(positionOfWord(sql, 'nme')).toMatchObject({ offset: 26, length: 5 });
  expect(positionOfWord(sql, 'other')).toBeUndefined();
});

test.each([
  ['Nullable(Float64)', 'number'],
  ['LowCardinality(Nullable(String))', 'text'],
  ["Nullable(DateTime64(3, 'UTC'))", 'time'],
  ['Array(UInt8)', 'other'],
  ['SimpleAggregateFunction(sum, UInt64)', 'other'],
])('%s is %s to a reader', (engineType, type) => expect(columnType(engineType)).toBe(type));

test('a property of several types stays what each value is', () => {
  const columns = [{ name: 'p', type: 'Dynamic' }];
  const data = shapeSql({ ...table([['x'], [true], ['3'], [null]]), columns }, 10);
  expect(data).toMatchObject({ columns: [{ type: 'other' }], rows: [['x'], [true], ['3'], [null]], bytesRead: 7 });
});
