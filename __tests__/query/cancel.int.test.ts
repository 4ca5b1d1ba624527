import { runQuery, runQueryJson } from '@/lib/query/run-query';
import { startQueryWorld, type QueryWorld } from '../build/query-world';

let world: QueryWorld;
beforeAll(async () => {
  world = await startQueryWorld(Date.parse('2024-05-15T10:20:30Z'));
}, 60_000);
afterAll(() => world.stop());

/** Takes many times longer than any test may; `mark` tells one from the next. */
const slow = (mark: number) => `SELECT count() FROM numbers(900000000) WHERE halfMD5(number) % 1000 = ${mark}`;
const spec = (mark: number) => ({ kind: 'sql' as const, sql: slow(mark), range: { last: '24h' } });

async function running(mark: number): Promise<number> {
  const { rows } = await world.engine.query<{ n: number }>({
    // Only the statement itself, not the look at its tree before.
    sql: `SELECT count() AS n FROM system.processes WHERE startsWith(query, {q:String})`,
    params: { q: slow(mark) },
  });
  return rows[0]?.n ?? 0;
}

async function until(mark: number, count: number): Promise<number> {
  const startedAt = performance.now();
  while ((await running(mark)) !== count) await new Promise((resolve) => setImmediate(resolve));
  return performance.now() - startedAt;
}

const leaving = () => {
  const controller = new AbortController();
  return { ctx: { ...world.ctx, signal: controller.signal }, leave: () => controller.abort() };
};

test('a question that nobody waits for any more is ended in the engine', async () => {
  const one = leaving();
  const other = leaving();
  const answers = [
    runQuery(one.ctx, { spec: spec(1) }),
    Promise.resolve(runQueryJson(other.ctx, JSON.stringify(spec(1)))),
  ];
  const ends = Promise.allSettled(answers);
  await until(1, 1);
  one.leave();
  await expect(answers[0]).rejects.toMatchObject({ code: 'query_rejected' });
  expect(await running(1)).toBe(1);
  other.leave();
  expect(await until(1, 0)).toBeLessThan(3_000);
  expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(world.ctx.breakers.engine.status().state).toBe('closed');
}, 30_000);

test('who comes after the last has left starts anew', async () => {
  const first = leaving();
  const refused = expect(runQuery(first.ctx, { spec: spec(2) })).rejects.toMatchObject({ code: 'query_rejected' });
  await until(2, 1);
  first.leave();
  const second = leaving();
  const again = expect(runQuery(second.ctx, { spec: spec(2) })).rejects.toMatchObject({ code: 'query_rejected' });
  await refused;
  await until(2, 1);
  second.leave();
  await again;
  await until(2, 0);
}, 30_000);

test('a question that still waits for its turn is never started', async () => {
  const crowd = [3, 4, 5, 6].map((mark) => ({ mark, ...leaving() }));
  const ends = crowd.map(({ ctx, mark }) => runQuery(ctx, { spec: spec(mark) }).catch((error: unknown) => error));
  // Three may run at once, so the fourth waits; those that count them wait as well, and hence see none of it.
  crowd.forEach(({ leave }) => leave());
  await Promise.all(ends);
  for (const { mark } of crowd) await until(mark, 0);
}, 30_000);

test('one who brings no signal is answered whoever else leaves', async () => {
  const quick = { kind: 'sql' as const, sql: 'SELECT sum(sipHash64(number) % 2) > 0 FROM numbers(30000000)' };
  const reader = leaving();
  const left = expect(runQuery(reader.ctx, { spec: quick })).rejects.toMatchObject({ code: 'query_rejected' });
  const stays = runQuery(world.ctx, { spec: quick });
  reader.leave();
  await left;
  expect((await stays).data).toMatchObject({ rows: [[1]] });
}, 30_000);
