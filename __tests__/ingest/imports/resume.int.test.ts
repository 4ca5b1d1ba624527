import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { cancelImport } from '@/lib/ingest/imports/cancel-import';
import { createImport } from '@/lib/ingest/imports/create-import';
import { listImports } from '@/lib/ingest/imports/list-imports';
import { previewImport } from '@/lib/ingest/imports/preview-import';
import { runImport } from '@/lib/ingest/imports/run-import';
import { startImport } from '@/lib/ingest/imports/start-import';
import type { Services } from '@/lib/context';
import type { ImportJob } from '@/lib/model/import-job';
import { bytes, openWorld, runToEnd, startedJob, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 60_000);
afterAll(() => world.close());

const rollupCount = async (name: string): Promise<number> => {
  const sql = 'SELECT sum(events) AS n FROM events_1m WHERE name = {name:String}';
  const { rows } = await world.services.engine.query<{ n: string | number }>({ sql, params: { name } });
  return Number(rows[0]?.n);
};

/** Services that break at one place of one batch, as a kill would: before the insert, after it, or after the checkpoint. */
function breaking(
  services: Services,
  batch: number,
  place: 'before insert' | 'after insert' | 'after checkpoint',
): Services {
  let inserts = 0;
  let checkpoints = 0;
  const killed = new Error('killed');
  return {
    ...services,
    engine: {
      ...services.engine,
      insert: async (insert) => {
        inserts += 1;
        if (inserts === batch && place === 'before insert') throw killed;
        const result = await services.engine.insert(insert);
        if (inserts === batch && place === 'after insert') throw killed;
        return result;
      },
    },
    store: {
      ...services.store,
      imports: {
        find: (...args) => services.store.imports.find(...args),
        list: (...args) => services.store.imports.list(...args),
        listRunning: () => services.store.imports.listRunning(),
        insert: (...args) => services.store.imports.insert(...args),
        update: async (id, change) => {
          // A killed process does not get to write down that it failed.
          if (change.state === 'failed') return;
          await services.store.imports.update(id, change);
          checkpoints += change.position === undefined ? 0 : 1;
          if (checkpoints === batch && place === 'after checkpoint') throw killed;
        },
      },
    },
  };
}

test('stops at every place of every batch neither lose nor double a row', async () => {
  const total = 65_000;
  const lines = Array.from(
    { length: total },
    (_, at) => `2026-01-${String((at % 28) + 1).padStart(2, '0')} 10:00,${at},${at % 97 === 0 ? 'bad' : at}`,
  );
  let job = await startedJob(world, 'stops.csv', `time,user,value\n${lines.join('\n')}\n`);
  for (const place of ['before insert', 'after insert', 'after checkpoint'] as const)
    for (const batch of [1, 2]) {
      await runImport(breaking(world.services, batch, place), job, { signal: new AbortController().signal });
      job = (await world.services.store.imports.find(world.workspaceId, job.id)) as ImportJob;
    }
  job = await runToEnd(world, job);
  const expectedBad = Math.ceil(total / 97);
  expect(job).toMatchObject({ state: 'done', rowsLoaded: total - expectedBad, rowsBad: expectedBad });
  expect(job.badRows).toHaveLength(100);
  expect(job.badRows[1]).toMatchObject({ line: 99, reason: 'value: "bad" is not a number' });
  expect(await world.count(`name = 'stops'`)).toBe(total - expectedBad);
  expect(await rollupCount('stops')).toBe(total - expectedBad);
  expect(world.published.reduce((sum, { names }) => sum + (names[0]?.rows ?? 0), 0)).toBeGreaterThanOrEqual(
    total - expectedBad,
  );
}, 180_000);

test('times spread over many years are loaded although one insert could not take them', async () => {
  const lines = Array.from(
    { length: 400 },
    (_, at) => `${1975 + (at % 50)}-${String((at % 12) + 1).padStart(2, '0')}-15,${at}`,
  );
  const job = await runToEnd(world, await startedJob(world, 'history.csv', `day,v\n${lines.join('\n')}\n`));
  expect(job).toMatchObject({ state: 'done', rowsLoaded: 400, rowsBad: 0 });
  expect(await world.count(`name = 'history'`)).toBe(400);
});

test('a gzipped upload is unpacked, previewed, corrected and found again by its key', async () => {
  const body = bytes(gzipSync('when,who,what\n2026-01-01,a,buy\n2026-01-02,b,sell\n'));
  const job = await createImport(world.ctx, { fileName: 'orders.csv.gz', body, key: 'k1' });
  expect(job).toMatchObject({ state: 'mapping', positionTotal: 49 });
  const preview = await previewImport(world.ctx, { id: job.id });
  expect(preview.rows[0]).toMatchObject({ ok: true, event: { name: 'orders', properties: { who: 'a', what: 'buy' } } });
  expect((await createImport(world.ctx, { fileName: 'orders.csv.gz', body: bytes('not read'), key: 'k1' })).id).toBe(
    job.id,
  );
  expect((await listImports(world.ctx, { key: 'k1' })).map(({ id }) => id)).toEqual([job.id]);
  if (!job.mapping) throw new Error('no mapping');
  const columns = job.mapping.columns.map((each) => (each.column === 'who' ? { ...each, to: 'user' as const } : each));
  const done = await runToEnd(
    world,
    await startImport(world.ctx, { id: job.id, mapping: { ...job.mapping, columns } }),
  );
  expect(done.state).toBe('done');
  expect(await world.count(`name = 'orders' AND user_id IN ('a', 'b')`)).toBe(2);
});

test.each([
  ['a binary file', randomBytes(2_000)],
  ['an empty file', ''],
  ['a JSON array', '[{"a":1}]'],
  ['half a Parquet file', Buffer.concat([Buffer.from('PAR1'), randomBytes(500)])],
  ['half a gzip file', gzipSync(randomBytes(5_000)).subarray(0, 3_000)],
])('%s is refused in words', async (_, content) => {
  await expect(createImport(world.ctx, { fileName: 'f', body: bytes(content) })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

test('a cancelled import keeps what it has loaded and is not run', async () => {
  const job = await startedJob(world, 'cancelled.ndjson', '{"timestamp":"2026-01-01T00:00:00Z","a":1}\n');
  await cancelImport(world.ctx, { id: job.id });
  await expect(startImport(world.ctx, { id: job.id })).rejects.toMatchObject({ code: 'conflict' });
  expect(await world.count(`name = 'cancelled'`)).toBe(0);
});
