import { openStore } from '@/lib/store/open';
import { createLogger } from '@/lib/telemetry/logger';
import { findPostgres, startPostgres, type PostgresServer } from '../build/postgres-server';
import { describeNotifications } from './notification-contract';

const bin = findPostgres();

if (bin === null)
  describe.skip('notifications on PostgreSQL (skipped: no initdb and postgres of version 15 or newer found)', () =>
    it.todo('needs a PostgreSQL server binary'));
else describePostgres(bin);

function describePostgres(folder: string): void {
  let server: PostgresServer;
  beforeAll(async () => void (server = await startPostgres(folder)), 60_000);
  afterAll(() => server.remove());

  describeNotifications('notifications on PostgreSQL', async () => {
    const url = await server.createDatabase('notifications');
    const store = await openStore({ mode: 'postgres', url }, { log: createLogger('silent') });
    return { store, close: () => store.close() };
  });
}
