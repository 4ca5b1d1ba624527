import { readdirSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { startTestEngine, untilReady, nextStatus, type TestEngine } from '../build/engine';

jest.setTimeout(90_000);
let world: TestEngine;
beforeAll(async () => (world = await startTestEngine()));
afterAll(() => world.stop());

const rowsPerInsert = 50;
const insert = (n: number) => {
  const line = (i: number) =>
    JSON.stringify({ workspace: 'w', name: 'a', timestamp: 1_795_000_000_000, event_id: `${n}-${i}`, properties: {} });
  const rows = Buffer.from(`${Array.from({ length: rowsPerInsert }, (_, i) => line(i)).join('\n')}\n`);
  return world.engine.insert({ table: 'events', rows, token: `t${n}` });
};
const query = async <T>(sql: string) => (await world.engine.query<T>({ sql })).rows;
const stored = async () =>
  (await query<{ n: number }>('SELECT toFloat64(uniqExact(event_id)) AS n FROM sightglass.events'))[0]?.n;

test('a merged part that a full disk has cut short is replaced by what it was made of', async () => {
  for (let n = 0; n < 6; n += 1) await insert(n);
  await world.engine.command({ sql: 'OPTIMIZE TABLE sightglass.events FINAL' });
  const [merged] = await query<{ path: string; part_type: string }>(
    `SELECT path FROM system.parts WHERE table = 'events' AND active AND level > 0`,
  );
  // What the engine itself leaves behind: a whole part but for its marks.
  const folder = path.resolve(world.dataDir, merged?.path ?? '');
  const marks = readdirSync(folder).filter((file) => /\.c?mrk\d$/.test(file));
  expect(marks).not.toEqual([]);
  for (const file of marks) truncateSync(path.join(folder, file), 0);
  await world.engine.command({ sql: 'SYSTEM DROP MARK CACHE' });
  await expect(stored()).rejects.toMatchObject({ detail: { code: '246' } });

  await nextStatus(world.engine, ({ state }) => state !== 'ready');
  await untilReady(world.engine);
  expect(await stored()).toBe(6 * rowsPerInsert);
  expect(statSync(folder, { throwIfNoEntry: false })).toBeUndefined();
  // It goes on with merges and takes more.
  await insert(6);
  expect(await stored()).toBe(7 * rowsPerInsert);
});
