import { fillTable, type Runner } from '@/lib/engine/fill';
import { m0002Quarters } from '@/lib/engine/migrations/m0002-quarters';
import { m0003QuarterTotals } from '@/lib/engine/migrations/m0003-quarter-totals';
import type { Migration } from '@/lib/engine/migrations/migration';
import { startTestEngine, type TestEngine } from '../build/engine';

let world: TestEngine;
let batches = 0;
beforeAll(async () => {
  world = await startTestEngine();
}, 60_000);
afterAll(() => world.stop());

/** Five days, two names, and as many users as fit between few and many. */
async function insert(rows: number): Promise<void> {
  batches += 1;
  const lines = Array.from({ length: rows }, (_, i) => {
    const timestamp = Date.UTC(2026, 0, 30) + ((i * 7_919_000 + batches * 61_000) % (5 * 86_400_000));
    const event = { name: i % 2 === 0 ? 'a' : 'b', timestamp, received_at: timestamp, event_id: `${batches}-${i}` };
    return JSON.stringify({
      workspace: 'w',
      user_id: `u${(i * batches) % 97}`,
      value: i % 50,
      properties: {},
      ...event,
    });
  });
  await world.engine.insert({ table: 'events', rows: Buffer.from(lines.join('\n')), token: `batch-${batches}` });
}

const runner: Runner = {
  run: (sql, settings = {}) => world.engine.command({ sql, settings }),
  rows: async <Row>(sql: string) => (await world.engine.query<Row>({ sql })).rows,
};

/** As if the version before had run until now. */
async function undo(of: readonly Migration[]): Promise<void> {
  for (const { version, fill } of of) {
    if (fill === undefined) continue;
    await runner.run(`DROP TABLE ${fill.view.name} SYNC`);
    await runner.run(`TRUNCATE TABLE ${fill.target}`);
    await runner.run(`DELETE FROM schema_fills WHERE version = ${version}`);
  }
}

function fill({ version, fill: job }: Migration, by: Runner, isAlone = true): Promise<void> {
  if (job === undefined) throw new Error('this migration fills nothing');
  return fillTable(by, { ...job, version, isAlone });
}

const sums = (table: string, keys: string): Promise<unknown[]> =>
  runner.rows(
    `SELECT ${keys}, toStartOfFifteenMinutes(minute) AS quarter, toFloat64(sum(events)) AS n, uniqMerge(users) AS users,
       sum(value_sum) AS total, quantilesDDMerge(0.01, 0.5, 0.75, 0.9, 0.95, 0.99)(value_quantiles) AS q
     FROM ${table} GROUP BY ALL ORDER BY ALL`,
  );

async function expectSame(): Promise<void> {
  const [named, all] = [await sums('events_1m', 'name'), await sums('events_1m', '1 AS every')];
  expect(named.length).toBeGreaterThan(400);
  expect(await sums('events_15m', 'name')).toEqual(named);
  expect(await sums('events_15m_all', '1 AS every')).toEqual(all);
}

/** A portal that dies at its `at`-th statement. */
const dyingRunner = (at: number): Runner => {
  let left = at;
  return {
    ...runner,
    run: (...args) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('killed')) : runner.run(...args);
    },
  };
};

test.each([7, 12])(
  'a filling that ends at statement %i is gone on with, and nothing is twice',
  async (at) => {
    await insert(1_500);
    await undo([m0002Quarters]);
    await insert(300);
    await expect(fill(m0002Quarters, dyingRunner(at))).rejects.toThrow('killed');
    await fill(m0002Quarters, runner);
    await undo([m0003QuarterTotals]);
    await fill(m0003QuarterTotals, runner);
    await insert(300);
    await expectSame();
  },
  60_000,
);

test('what others insert during a filling by two portals is there once', async () => {
  await undo([m0002Quarters, m0003QuarterTotals]);
  await insert(2_000);
  let isFilling = true;
  const inserting = (async () => {
    while (isFilling) {
      await insert(50);
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  for (const migration of [m0002Quarters, m0003QuarterTotals])
    await Promise.all([fill(migration, runner, false), fill(migration, runner, false)]);
  isFilling = false;
  await inserting;
  await expectSame();
}, 60_000);
