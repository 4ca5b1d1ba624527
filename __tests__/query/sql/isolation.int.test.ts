import fc from 'fast-check';
import { AppError, isAppError } from '@/lib/errors/app-error';
import type { QueryWorld } from '../../build/query-world';
import { hostileStatements, slyStatements } from './hostile-statements';
import { statementArbitrary } from './statement-arbitrary';
import { marker, runSql, startTwoWorkspaces } from './two-workspaces';

let world: QueryWorld;
beforeAll(async () => {
  world = await startTwoWorkspaces();
}, 60_000);
afterAll(() => world.stop());

const attempt = (sql: string, more: object = {}): Promise<unknown> =>
  runSql(world, sql, more).catch((error: unknown) => error);
const asText = (outcome: unknown): string =>
  isAppError(outcome) ? JSON.stringify([outcome.message, outcome.fields]) : JSON.stringify(outcome);

test.each(hostileStatements)('%s is refused', async (sql) => {
  const outcome = await attempt(sql, { parameters: { t: 'rejected_events' } });
  expect(outcome).toBeInstanceOf(AppError);
  expect(outcome).toMatchObject({ code: 'invalid_input', fields: [{ path: 'sql' }] });
  expect(asText(outcome)).not.toMatch(/root:|DB::|sightglass-engine|Stack/);
  if (!sql.includes(marker)) expect(asText(outcome)).not.toContain(marker);
});

test.each(slyStatements)('%s sees its own events only', async (sql) => {
  const outcome = await attempt(sql, { limit: 10_000 });
  expect(isAppError(outcome) ? outcome.message : undefined).toBeUndefined();
  const text = asText(outcome);
  expect(text).not.toContain(marker);
  expect(text).not.toContain('987654');
});

test('the other workspace sees its own events and nothing of the first', async () => {
  const other = { ...world, ctx: { ...world.ctx, actor: { ...world.ctx.actor, workspaceId: 'w2' } } };
  expect((await runSql(other, 'SELECT DISTINCT user_id FROM events')).rows).toEqual([[`${marker}-user`]]);
});

test.each(["w1' OR '1'='1", "'", '\\', "w1\\'", ':w2', 'x:w2', '', "') OR 1=1 --", 'w1\u0000', "w1'}, readonly=0"])(
  'a workspace called %j is a name and nothing else',
  async (workspaceId) => {
    const odd = { ...world, ctx: { ...world.ctx, actor: { ...world.ctx.actor, workspaceId } } };
    expect((await runSql(odd, 'SELECT count() FROM events')).rows).toEqual([[0]]);
  },
);

test('no place of a statement hides a function or a table from the check', async () => {
  const evil = 'file((SELECT any(reason) FROM rejected_events))';
  const places = [
    ...['SELECT *', 'SELECT 1', `SELECT ${evil}`].map((head) => `${head} FROM events WHERE ${evil} = ''`),
    ...['WITH FILL FROM', 'WITH FILL TO', 'WITH FILL STEP'].map((fill) => `SELECT 1 AS a ORDER BY a ${fill} ${evil}`),
    `SELECT 1 AS a, 2 AS b ORDER BY a WITH FILL INTERPOLATE (b AS ${evil})`,
    ...['LIMIT', 'OFFSET', 'LIMIT 1 BY', 'GROUP BY', 'HAVING', 'QUALIFY', 'PREWHERE', 'ORDER BY'].map(
      (clause) => `SELECT name FROM events ${clause} ${evil}`,
    ),
    `SELECT name FROM events GROUP BY GROUPING SETS ((${evil}), (name))`,
    `SELECT name FROM events ARRAY JOIN [${evil}] AS x`,
    `SELECT a.name FROM events a JOIN events b ON ${evil} = b.name`,
    `SELECT sum(value) OVER (PARTITION BY ${evil}) FROM events`,
    `SELECT sum(value) OVER w FROM events WINDOW w AS (ORDER BY ${evil})`,
    `SELECT quantile(${evil})(value), sum(value) FILTER (WHERE ${evil} = '') FROM events`,
    `SELECT CASE ${evil} WHEN 'a' THEN 1 END, ${evil}::Int8, [${evil}], x -> ${evil}`,
    `WITH ${evil} AS x SELECT 1`,
    `SELECT * REPLACE(${evil} AS name) FROM events`,
    `SELECT COLUMNS('a') REPLACE(${evil} AS a) FROM events`,
    `SELECT COLUMNS('a') APPLY(x -> ${evil}) FROM events`,
    `SELECT number FROM numbers(${evil})`,
  ];
  for (const sql of places)
    expect(await attempt(sql)).toMatchObject({ code: 'invalid_input', fields: [{ path: 'sql' }] });
});

test('no random statement ever shows a value of another workspace', async () => {
  let answered = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(statementArbitrary, async (sql) => {
      const outcome = await attempt(sql, { limit: 200, range: { last: '24h' } });
      if (isAppError(outcome)) {
        refused += 1;
        if (outcome.code !== 'invalid_input' && outcome.code !== 'query_rejected') throw outcome;
      } else answered += 1;
      const text = asText(outcome);
      if (text.includes(marker) || text.includes('987654')) throw new Error(`leaked: ${text.slice(0, 300)}`);
    }),
    { numRuns: 400, seed: 7 },
  );
  expect(answered).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(30);
}, 300_000);
