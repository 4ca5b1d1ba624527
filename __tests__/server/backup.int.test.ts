import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { findPostgres, startPostgres } from '../build/postgres-server';
import { startReceiver, type Receiver } from '../notify/receiver';
import * as world from './backup-world';
import { bearer, countEvents, sendEvents, signIn } from './portal-client';
import {
  describeBuilt,
  endAll,
  newDataDir,
  newFolder,
  startPortal,
  stopPortal,
  type PortalProcess,
} from './portal-process';

jest.setTimeout(240_000);

type Rules = { rules: { id: string; evaluatedAt: number | null; series: Record<string, number> }[] };

describeBuilt('a backup of a portal that goes on', () => {
  let old: PortalProcess;
  let oldDir: string;
  let receiver: Receiver;
  let archive: string;
  const now = Date.now();

  beforeAll(async () => {
    receiver = await startReceiver();
    oldDir = await newDataDir();
    old = startPortal(oldDir, world.env);
    await old.ready();
    expect((await sendEvents(old.url, world.writeKey, world.pastEvents(now), '?wait=visible')).status).toBe(202);
    await sendEvents(old.url, world.writeKey, [{ name: 'bad', timestamp: 'never' }]);
    await world.fillPortal(old, receiver.url);
    await until(() => world.firings(receiver.received).length === 1);
  });
  afterAll(async () => {
    await endAll();
    await receiver.close();
  });

  it('has all that was accepted before, and the rest at most once', async () => {
    const load = startLoad(old);
    await until(() => load.acknowledged() >= 50);
    const before = load.acknowledged();
    const [code, output] = await world.runCommand('backup', ['--to', path.join(oldDir, 'kept.tar')], oldDir);
    expect([code, output]).toEqual([
      0,
      expect.stringMatching(/✔ [\d,]+ rows of events[^]*kept\.tar[^]*password hashes/),
    ]);
    const sent = await load.stop();
    archive = path.join(oldDir, 'kept.tar');
    expect((await stat(archive)).mode & 0o777).toBe(0o600);
    expect(await readdir(path.join(oldDir, 'backups'))).toEqual([]);
    const asked = world.questions(now);
    const expected = await world.answers(old, asked);
    expect(expected.map(({ question, status, data }) => (status === 200 ? 200 : { question, data }))).toEqual(
      asked.map(() => 200),
    );

    const newDir = path.join(await newFolder(), 'restored');
    expect(await world.runCommand('restore', [archive, '--data', newDir])).toEqual([
      0,
      expect.stringContaining('Next: start the portal on it'),
    ]);
    const told = world.firings(receiver.received).length;
    const restored = startPortal(newDir, { SIGHTGLASS_ALLOW_PRIVATE_WEBHOOKS: 'on' });
    await restored.ready();
    expect(await world.answers(restored, asked)).toEqual(expected);
    const load1 = await countEvents(restored.url, world.apiKey, 'load');
    expect(load1).toBeGreaterThanOrEqual(before);
    expect(load1).toBeLessThanOrEqual(sent);
    const ids = {
      kind: 'sql',
      sql: `SELECT count() - uniqExact(event_id) AS twice FROM events`,
      range: { last: '1h' },
    };
    expect((await world.answers(restored, [ids]))[0]?.data).toMatchObject({ rows: [[0]] });
    await checkStore(restored);
    await checkSilence(restored, told);
    await stopPortal(restored);
  });

  async function checkStore(restored: PortalProcess): Promise<void> {
    expect(await signIn(restored.url, world.owner)).not.toBeNull();
    expect(await signIn(restored.url, { ...world.owner, password: 'not the password' })).toBeNull();
    for (const place of ['/api/dashboards', '/api/channels', '/api/routing', '/api/incidents', '/api/rejected-events'])
      expect([place, await comparable(restored, place)]).toEqual([place, await comparable(old, place)]);
    // An event that was accepted before the backup is known by its id.
    const again = await sendEvents(restored.url, world.writeKey, world.pastEvents(now).slice(0, 10));
    expect(await again.json()).toMatchObject({ duplicates: 10 });
  }

  /** The rule goes on from its state: it is evaluated anew and nobody is told again. */
  async function checkSilence(restored: PortalProcess, told: number): Promise<void> {
    const startedAt = Date.now();
    const isEvaluated = async () =>
      (await world.ask<Rules>(restored, 'GET', '/api/rules')).rules.every(
        ({ evaluatedAt }) => (evaluatedAt ?? 0) > startedAt,
      );
    await until(isEvaluated);
    const { incidents } = await world.ask<{ incidents: object[] }>(restored, 'GET', '/api/incidents');
    expect(incidents).toHaveLength(1);
    expect(world.firings(receiver.received)).toHaveLength(told);
    const id = (await world.ask<{ channels: { id: string }[] }>(restored, 'GET', '/api/channels')).channels[0]?.id;
    await world.ask(restored, 'POST', `/api/channels/${id}/test`);
    // The channel's secret can still be read.
    expect(receiver.received.at(-1)?.headers.authorization).toBe('Bearer told-to-nobody');
  }

  const bin = findPostgres();
  (bin === null ? it.skip : it)('moves to PostgreSQL, and from one of its databases to another', async () => {
    const server = await startPostgres(bin ?? '');
    const [one, two] = [await server.createDatabase('one'), await server.createDatabase('two')];
    const folder = path.join(await newFolder(), 'moved');
    const restore = (file: string, into: string, database: string) =>
      world.runCommand('restore', [file, '--data', into], '', { DATABASE_URL: database });
    expect((await restore(archive, folder, one))[0]).toBe(0);
    const moved = startPortal(folder, { SIGHTGLASS_ALLOW_PRIVATE_WEBHOOKS: 'on', DATABASE_URL: one });
    await moved.ready();
    expect(await signIn(moved.url, world.owner)).not.toBeNull();
    for (const place of ['/api/dashboards', '/api/channels', '/api/routing'])
      expect([place, await comparable(moved, place)]).toEqual([place, await comparable(old, place)]);
    // Before the backup, which is in the log of the portal that made it and not in itself.
    const kept = await storedRows(one);
    const copy = path.join(folder, 'again.tar');
    expect((await world.runCommand('backup', ['--to', copy], folder))[0]).toBe(0);
    expect((await restore(copy, path.join(folder, 'next'), two))[0]).toBe(0);
    expect(kept.every(([, rows]) => rows.length > 0)).toBe(true);
    expect(await storedRows(two)).toEqual(kept);
    expect(await restore(copy, path.join(folder, 'no'), two)).toEqual([1, expect.stringContaining('already has rows')]);
    await stopPortal(moved);
    await server.remove();
  });

  it('is refused when damaged, cut off or not wanted, before anything is touched', async () => {
    const folder = await newFolder();
    const bytes = await readFile(archive);
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(5_000) ^ 0xff, 5_000);
    const target = path.join(folder, 'new');
    for (const [name, content] of [
      ['flipped.tar', flipped],
      ['cut.tar', bytes.subarray(0, bytes.length - 40_000)],
      ['empty.tar', Buffer.alloc(0)],
    ] as const) {
      await writeFile(path.join(folder, name), content);
      const [code, output] = await world.runCommand('restore', [path.join(folder, name), '--data', target]);
      expect([name, code, output]).toEqual([name, 1, expect.stringContaining('Nothing was changed')]);
    }
    await expect(stat(target)).rejects.toThrow('ENOENT');
    const [code, output] = await world.runCommand('restore', [archive, '--data', folder]);
    expect([code, output]).toEqual([1, expect.stringContaining('is not empty')]);
    expect((await world.runCommand('restore', [path.join(folder, 'none.tar'), '--data', target]))[1]).toContain(
      'no file',
    );
  });

  it('can be begun with a key, and taken away by an owner only', async () => {
    const cookie = (await signIn(old.url, world.owner)) ?? '';
    const list = await world.ask<{ folder: string; backups: object[] }>(old, 'GET', '/api/backups');
    expect(list).toMatchObject({ folder: path.join(oldDir, 'backups'), backups: [], current: { phase: 'done' } });
    await world.ask(old, 'POST', '/api/backups', { secrets: false });
    await until(async () => (await world.ask<typeof list>(old, 'GET', '/api/backups')).backups.length === 1);
    const [file] = (await world.ask<{ backups: { name: string; bytes: number }[] }>(old, 'GET', '/api/backups'))
      .backups;
    const at = (name: string) => `${old.url}/api/backups/${name}?workspace=main`;
    const asOwner = { headers: { cookie } };
    expect((await fetch(at(file?.name ?? ''), { headers: bearer(world.apiKey) })).status).toBe(403);
    expect((await fetch(`${old.url}/api/backups`, { headers: bearer(world.writeKey) })).status).toBe(403);
    expect((await fetch(at('..%2Fsecrets.json'), asOwner)).status).toBe(404);
    const download = await fetch(at(file?.name ?? ''), asOwner);
    const taken = Buffer.from(await download.arrayBuffer());
    expect([download.status, taken.length]).toEqual([200, file?.bytes]);
    expect(taken.includes('files/secrets.json')).toBe(false);
    expect((await fetch(at(file?.name ?? ''), { method: 'DELETE', ...asOwner })).status).toBe(204);
    expect((await world.ask<typeof list>(old, 'GET', '/api/backups')).backups).toEqual([]);
  });
});

/** What differs between two portals by design: times of use and of the last evaluation. */
async function comparable(portal: PortalProcess, place: string): Promise<unknown> {
  const text = JSON.stringify(await world.ask(portal, 'GET', place));
  return JSON.parse(text.replaceAll(/"(lastUsedAt|evaluatedAt|updatedAt)":\d+/g, '"$1":0')) as unknown;
}

/** All rows of the tables that nobody changes meanwhile. */
async function storedRows(database: string): Promise<[table: string, rows: string[]][]> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  const found: [string, string[]][] = [];
  for (const table of [
    'workspaces',
    'members',
    'dashboards',
    'channels',
    'incidents',
    'incident_timeline',
    'audit_log',
  ]) {
    const { rows } = await client.query<{ row: string }>(`select t::text as row from ${table} t order by 1`);
    found.push([table, rows.map(({ row }) => row)]);
  }
  await client.end();
  return found;
}

/** Sends small batches without a pause until it is stopped. */
function startLoad(portal: PortalProcess) {
  let acknowledged = 0;
  let sent = 0;
  let isStopping = false;
  const loop = async (): Promise<void> => {
    while (!isStopping) {
      const events = Array.from({ length: 10 }, (_, i) => ({ name: 'load', id: `load-${sent + i}` }));
      sent += events.length;
      if ((await sendEvents(portal.url, world.writeKey, events)).status === 202) acknowledged += events.length;
    }
  };
  const ended = loop();
  return {
    acknowledged: () => acknowledged,
    stop: async () => {
      isStopping = true;
      await ended;
      return sent;
    },
  };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`it never came to be: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
