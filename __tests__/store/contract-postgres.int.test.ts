import { createBreakers } from '@/lib/breaker/create-breakers';
import { AppError } from '@/lib/errors/app-error';
import { openStore } from '@/lib/store/open';
import type { Store } from '@/lib/store/store';
import { createLogger } from '@/lib/telemetry/logger';
import { systemClock } from '@/lib/time/clock';
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

    it('that is away is left alone after some failures, and found again without any caller having to wait for it', async () => {
      const breakers = createBreakers({ clock: systemClock, failures: 2, probeAfterMs: 50 });
      const url = await server.createDatabase('guarded');
      const store = await openStore({ mode: 'postgres', url }, { log, through: (call) => breakers.store.run(call) });
      breakers.probeWith('store', async () => {
        if (!(await store.isHealthy())) throw new AppError('store_unavailable', 'no answer');
      });
      const changes: string[] = [];
      breakers.store.onChange(({ state }) => changes.push(state));
      await server.stop();
      for (let time = 0; time < 2; time += 1)
        await expect(store.users.count()).rejects.toMatchObject({ code: 'store_unavailable' });
      await expect(store.transaction((tx) => tx.users.count())).rejects.toMatchObject({
        message: 'The store is not answering; trying again in a moment',
      });
      await server.start();
      while (breakers.store.status().state !== 'closed') await new Promise((resolve) => setTimeout(resolve, 10));
      expect(await store.users.count()).toBe(0);
      // What a transaction itself refuses says nothing about the store.
      const refusal = new AppError('not_found', 'no');
      for (let time = 0; time < 3; time += 1)
        await expect(store.transaction(() => Promise.reject(refusal))).rejects.toBe(refusal);
      expect(breakers.store.status()).toMatchObject({ state: 'closed', failuresInRow: 0 });
      expect(changes[0]).toBe('open');
      breakers.close();
      await store.close();
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
