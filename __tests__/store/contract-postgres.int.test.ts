import { openStore } from '@/lib/store/open';
import type { Store } from '@/lib/store/store';
import { createLogger } from '@/lib/telemetry/logger';
import { findPostgres, freePort, startPostgres, type PostgresServer } from '../build/postgres-server';
import { describeStore, workspace } from './contract';

const bin = findPostgres();
const log = createLogger('silent');

if (bin === null)
  describe.skip('the store on PostgreSQL (skipped: no initdb and postgres of version 15 or newer found)', () =>
    it.todo('needs a PostgreSQL server binary'));
else describePostgres(bin);

function describePostgres(folder: string): void {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres(folder);
  }, 60_000);
  afterAll(() => server.remove());

  describeStore('the store on PostgreSQL', async () => {
    const store = await openStore({ mode: 'postgres', url: await server.createDatabase('contract') }, { log });
    return { store, close: () => store.close() };
  });

  describe('a PostgreSQL server', () => {
    it('is migrated once when many replicas start at the same moment', async () => {
      const url = await server.createDatabase('replicas');
      const replicas = await Promise.all(
        Array.from({ length: 4 }, () => openStore({ mode: 'postgres', url }, { log })),
      );
      const [first, last] = [replicas[0] as Store, replicas[3] as Store];
      await first.workspaces.insert(workspace('shared'));
      expect(await last.workspaces.find('shared')).not.toBeNull();
      await Promise.all(replicas.map((replica) => replica.close()));
    });

    it('that goes away is an unavailable store, and the same store works again when it is back', async () => {
      const store = await openStore({ mode: 'postgres', url: await server.createDatabase('outage') }, { log });
      await store.workspaces.insert(workspace('before'));
      const broken = store.transaction(async (tx) => {
        await tx.workspaces.insert(workspace('during'));
        await server.stop();
        await tx.workspaces.insert(workspace('during-2'));
      });
      await expect(broken).rejects.toMatchObject({
        code: 'store_unavailable',
        message: expect.stringContaining('DATABASE_URL') as string,
      });
      await expect(store.users.count()).rejects.toMatchObject({ code: 'store_unavailable', status: 503 });
      expect(await store.isHealthy()).toBe(false);
      await server.start();
      expect(await store.workspaces.find('before')).not.toBeNull();
      expect(await store.workspaces.find('during')).toBeNull();
      expect(await store.isHealthy()).toBe(true);
      await store.close();
      await expect(store.users.count()).rejects.toMatchObject({ code: 'store_unavailable' });
    });

    it.each([
      [
        'a database that does not exist',
        (url: string) => url.replace(/\/[^/]*$/, '/missing'),
        /DATABASE_URL: .* has no database missing/,
      ],
      [
        'a user that does not exist',
        (url: string) => url.replace('sightglass@', 'stranger@'),
        /DATABASE_URL: .* refused the user/,
      ],
    ])('with %s is refused in words that name the setting', async (_name, change, message) => {
      const url = change(await server.createDatabase(`refused-${message.source.length}`));
      await expect(openStore({ mode: 'postgres', url }, { log })).rejects.toMatchObject({
        code: 'store_unavailable',
        message: expect.stringMatching(message) as string,
      });
    });
  });
}

describe('a PostgreSQL server that is not there', () => {
  it('is refused in words that name the setting, without the password', async () => {
    const url = `postgresql://sightglass:hunter2@127.0.0.1:${await freePort()}/sightglass`;
    const error: unknown = await openStore({ mode: 'postgres', url }, { log }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'store_unavailable',
      message: expect.stringMatching(
        /^DATABASE_URL: the PostgreSQL server 127\.0\.0\.1:\d+ refused the connection$/,
      ) as string,
    });
    expect(String(error)).not.toContain('hunter2');
  });
});
