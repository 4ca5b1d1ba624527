import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { openWorld, runToEnd, startedJob, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 60_000);
afterAll(() => world.close());

const realLog = path.resolve('..', 'shared', 'data', 'access-log', 'apache_access.log');
const withRealLog = existsSync(realLog) ? test : test.skip;
if (!existsSync(realLog)) console.warn(`SKIPPED: the 10,000 real requests are not at ${realLog}`);

test('an NDJSON file of events arrives whole, its bad lines with their numbers', async () => {
  const lines = Array.from({ length: 500 }, (_, at) =>
    JSON.stringify({
      name: 'buy',
      timestamp: 1_750_000_000_000 + at,
      userId: `u${at % 7}`,
      properties: { sku: `s${at}` },
    }),
  );
  lines.splice(10, 0, '{"name": broken', '');
  const job = await runToEnd(world, await startedJob(world, 'shop.ndjson', lines.join('\n')));
  expect(job).toMatchObject({ state: 'done', rowsLoaded: 500, rowsBad: 1, error: null });
  expect(job.badRows).toEqual([expect.objectContaining({ line: 11, sample: '{"name": broken' })]);
  expect(await world.count(`name = 'buy' AND user_id != '' AND properties.sku != ''`)).toBe(500);
});

withRealLog('the 10,000 real requests of the access log arrive whole', async () => {
  const job = await runToEnd(world, await startedJob(world, 'apache_access.log', await readFile(realLog)));
  expect(job).toMatchObject({ state: 'done', rowsLoaded: 10_000, rowsBad: 0 });
  expect(await world.count(`name = 'request'`)).toBe(10_000);
  expect(await world.count(`name = 'request' AND properties.status = 404`)).toBe(213);
});
