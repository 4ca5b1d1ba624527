import type { ClickHouseClient } from '@clickhouse/client';
import { databaseName } from './connection';
import { toEngineError } from './errors';
import { m0001Events } from './migrations/m0001-events';
import type { Migration } from './migrations/migration';

const migrations: readonly Migration[] = [m0001Events];
const statementSeconds = 300;

/** Brings the engine's schema to the newest version. Two portals may do it at once. Throws AppError when a statement fails. */
export async function migrateEngine(client: ClickHouseClient): Promise<number> {
  const run = (query: string): Promise<unknown> =>
    client.command({ query, clickhouse_settings: { wait_end_of_query: 1, max_execution_time: statementSeconds } });
  try {
    await run(`CREATE DATABASE IF NOT EXISTS ${databaseName}`);
    await run(
      `CREATE TABLE IF NOT EXISTS ${databaseName}.schema_migrations
       (version UInt32, name String, applied_at DateTime('UTC') DEFAULT now())
       ENGINE = MergeTree ORDER BY version`,
    );
    const answer = await client.query({
      query: `SELECT DISTINCT version FROM ${databaseName}.schema_migrations`,
      format: 'JSONEachRow',
    });
    const done = new Set((await answer.json<{ version: number }>()).map((row) => row.version));
    const missing = migrations.filter(({ version }) => !done.has(version));
    for (const { version, name, statements } of missing) {
      for (const statement of statements) await run(statement);
      await run(`INSERT INTO ${databaseName}.schema_migrations (version, name) SELECT ${version}, '${name}'`);
    }
    return missing.length;
  } catch (error) {
    throw toEngineError(error);
  }
}
