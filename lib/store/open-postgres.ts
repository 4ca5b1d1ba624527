import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import type { Logger } from 'pino';
import { AppError } from '@/lib/errors/app-error';
import { createStore, type Through } from './create-store';
import { codeOf, toStoreError } from './faults';
import type { Store } from './store';

type Server = { url: string; migrationsDir: string };

/** Any number; the same in every replica, so that only one of them migrates at a time. */
const migrationLock = 7_203_114;

/** The store on a PostgreSQL 15+ server, shared by any number of replicas. */
export async function openPostgres(
  { url, migrationsDir }: Server,
  { log, through }: { log: Logger; through?: Through },
): Promise<Store> {
  try {
    await migrateAlone(url, migrationsDir);
  } catch (error) {
    throw cannotOpen(url, error);
  }
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'sightglass',
    max: 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: 15_000,
    query_timeout: 20_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  // Without listeners a restart of the server would end this process: the pool reports its idle connections, and a
  // connection in a transaction only reports itself. Whoever waits for it gets the error, too.
  const lost = (error: Error) => log.warn({ err: error }, 'lost a connection to the store');
  pool.on('error', lost).on('connect', (client) => void client.on('error', lost));
  let closing: Promise<void> | undefined;
  return createStore({ db: drizzle(pool), setting: 'DATABASE_URL', through, close: () => (closing ??= pool.end()) });
}

async function migrateAlone(url: string, migrationsDir: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'sightglass migration',
    connectionTimeoutMillis: 5_000,
  });
  // The awaited calls report a lost connection; a second report as an event must not end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await migrate(drizzle(client), { migrationsFolder: migrationsDir });
  } finally {
    await client.end();
  }
}

function cannotOpen(url: string, error: unknown): AppError {
  const { code, cause } = toStoreError(error, 'DATABASE_URL');
  const { host, pathname } = new URL(url);
  const reasons: Record<string, string> = {
    '28P01': 'refused the password',
    '28000': 'refused the user',
    '3D000': `has no database ${pathname.slice(1)}`,
    '42501': 'does not let this user create tables',
    '25006': 'is read-only',
    ENOTFOUND: 'is not known by that name',
    ECONNREFUSED: 'refused the connection',
  };
  const reason =
    reasons[codeOf(cause)] ??
    (code === 'store_unavailable' ? 'does not answer' : 'could not be migrated; the log has the details');
  return new AppError('store_unavailable', `DATABASE_URL: the PostgreSQL server ${host} ${reason}`, { cause });
}
