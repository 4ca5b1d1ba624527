import type { QueryWorld } from '../../build/query-world';
import { now, runSql, startTwoWorkspaces } from './two-workspaces';

let world: QueryWorld;
beforeAll(async () => {
  world = await startTwoWorkspaces();
}, 60_000);
afterAll(() => world.stop());

test('types, times, large integers and nested values arrive as a reader can use them', async () => {
  const data = await runSql(
    world,
    `SELECT toUInt64(18446744073709551615) AS big, toInt64(-7) AS small, 1.5 AS f, toDecimal64(2.25, 4) AS d,
       'x' AS s, true AS b, NULL AS n, toDateTime('2024-05-15 10:20:30', 'UTC') AS t, toDate('2024-05-15') AS day,
       toDateTime64('2024-05-15 10:20:30.250', 3, 'Europe/Berlin') AS t64, [1, 2] AS list, map('a', 1) AS m, 0/0 AS nan,
       toUUID('61f0c404-5cb3-11e7-907b-a6006ad3dba0') AS u, toLowCardinality('lc') AS lc`,
  );
  const at = Date.parse('2024-05-15T10:20:30Z');
  expect(data.rows).toEqual([
    [
      ...['18446744073709551615', -7, 1.5, 2.25, 'x', true, null, at, Date.parse('2024-05-15')],
      ...[at - 2 * 3_600_000 + 250, '[1,2]', '{"a":1}', null, '61f0c404-5cb3-11e7-907b-a6006ad3dba0', 'lc'],
    ],
  ]);
  expect(data.columns.map(({ type }) => type)).toEqual([
    ...['number', 'number', 'number', 'number', 'text', 'boolean', 'other', 'time', 'time'],
    ...['time', 'other', 'other', 'number', 'text', 'text'],
  ]);
});

test('properties have the type of their values', async () => {
  const data = await runSql(world, 'SELECT properties.country, properties.n, properties.none FROM events LIMIT 2');
  expect(data.columns.map(({ type }) => type)).toEqual(['text', 'number', 'other']);
  expect(data.rows[0]).toEqual(['PT', 3, null]);
});

test('columns of one name stay two, and no rows are an answer too', async () => {
  expect((await runSql(world, 'SELECT 1, 2, 1')).rows).toEqual([[1, 2, 1]]);
  expect(await runSql(world, "SELECT name FROM events WHERE name = 'none'")).toMatchObject({ rows: [] });
});

test('rows beyond the limit are cut off, and it is said', async () => {
  expect(await runSql(world, 'SELECT number FROM numbers(3) ORDER BY number', { limit: 2 })).toMatchObject({
    rows: [[0], [1]],
    isTruncated: true,
  });
  expect((await runSql(world, 'SELECT number FROM numbers(3)', { limit: 3 })).isTruncated).toBe(false);
  expect((await runSql(world, 'SELECT number FROM numbers(30) LIMIT 2', { limit: 3 })).rows).toHaveLength(2);
});

test('placeholders are bound: the range, the timezone and those of the question', async () => {
  const range = { from: '2024-05-15T10:00:00.500Z', to: '2024-05-15T11:00:00Z' };
  const data = await runSql(
    world,
    `SELECT {from:DateTime64(3)} AS a, {to:DateTime64(3)} AS b, {timezone:String}, {x:String},
       {n:Float64}, {l:Array(String)}, count() FROM events WHERE timestamp >= {from:DateTime64(3)}`,
    { range, timezone: 'Europe/Berlin', parameters: { x: "it's \\ {y:String}", n: 2.5, l: ["a'", 'b'] } },
  );
  const from = Date.parse(range.from);
  expect(data.rows[0]?.slice(0, 6)).toEqual([
    ...[from, Date.parse(range.to), 'Europe/Berlin', "it's \\ {y:String}", 2.5, `["a'","b"]`],
  ]);
  expect((await runSql(world, 'SELECT {from:DateTime}', { range })).rows).toEqual([[from - 500]]);
});

test.each<[string, string, object]>([
  [
    'SELECT nme FROM events',
    'There is no column nme. Did you mean name?',
    { line: 1, column: 8, offset: 7, length: 3 },
  ],
  ['SELECT name\nFROM events\nWHRE 1', 'Syntax error at line 3, column 6', { line: 3, column: 6 }],
  ["SELECT 'é🚲',\n  1 +) 2", 'Syntax error at line 2, column 6, near “)”', { line: 2, column: 6, offset: 19 }],
  ['SELECT count( FROM events', 'Syntax error', { line: 1 }],
  ['SELECT name FROM', 'The statement ends too early', { line: 1, column: 17, offset: 16 }],
  ["SELECT 'nme', cunt() FROM events", 'The function cunt does not exist', { column: 15, length: 4 }],
  ['SELECT 1 FROM evnts', 'There is no table evnts', { column: 15 }],
  ['SELECT {x:String}', 'The placeholder {x} has no value', { column: 9 }],
  ["SELECT toInt64('abc')", "Cannot parse string 'abc' as Int64", {}],
  ['SELECT 1; SELECT 2', 'one statement', {}],
])('%s is refused in words, with its place', async (sql, words, position) => {
  const error: unknown = await runSql(world, sql).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: 'invalid_input',
    fields: [{ path: 'sql', ...(Object.keys(position).length ? { position } : {}) }],
  });
  expect((error as Error).message).toContain(words);
  expect((error as Error).message).not.toMatch(/DB::|Code:|__table|EXPLAIN|\/tmp|additional/);
});

test('a statement that needs too much is stopped, and that is no sign of a sick engine', async () => {
  const greedy = 'SELECT count() FROM numbers(1000000000000) WHERE number % 7 = sipHash64(number) % 3';
  await expect(runSql(world, greedy)).rejects.toMatchObject({ code: 'query_rejected' });
  const many = 'SELECT groupArray(a.number + b.number) FROM numbers(100000) a, numbers(100000) b';
  await expect(runSql(world, many)).rejects.toMatchObject({ code: 'query_rejected' });
  expect(world.ctx.breakers.engine.status()).toMatchObject({ state: 'closed', lastFailure: null });
}, 60_000);

test('an answer is kept until something is written', async () => {
  const { runQuery } = await import('@/lib/query/run-query');
  const spec = { kind: 'sql' as const, sql: 'SELECT count() FROM events', range: { last: '24h' } };
  await runQuery(world.ctx, { spec });
  expect((await runQuery(world.ctx, { spec })).meta).toMatchObject({ freshness: 'cached', source: 'events' });
  await world.insert([{ timestamp: now }]);
  world.clock.advance(6_000);
  const { data, meta } = await runQuery(world.ctx, { spec });
  expect([meta.freshness, data]).toMatchObject(['fresh', { rows: [[201]] }]);
});
