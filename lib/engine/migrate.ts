import type { ClickHouseClient } from '@clickhouse/client';
import { databaseName } from './connection';
import { toEngineError } from './errors';
import { fillTable, type Runner } from './fill';
import { m0001Events } from './migrations/m0001-events';
import { m0002Quarters } from './migrations/m0002-quarters';
import { m0003QuarterTotals } from './migrations/m0003-quarter-totals';
import { m0004DayTotals } from './migrations/m0004-day-totals';
import { m0005DurableParts } from './migrations/m0005-durable-parts';
import { m0006Summaries } from './migrations/m0006-summaries';
import type { Migration } from './migrations/migration';

const migrations: readonly Migration[] = [
  m0001Events,
  m0002Quarters,
  m0003QuarterTotals,
  m0004DayTotals,
  m0005DurableParts,
  m0006Summaries,
];
const statementSeconds = 300;

/**
 * Brings the engine's schema to the newest version. Two portals may do it at once, and others insert meanwhile. Throws AppError when
 * a statement fails; the next start goes on from there.
 */
export async function migrateEngine(client: ClickHouseClient, how: { isAlone: boolean }): Promise<number> {
  const runner = runnerOf(client);
  const { run, rows } = runner;
  try {
    await run(`CREATE DATABASE IF NOT EXISTS ${databaseName}`);
    await run(
      `CREATE TABLE IF NOT EXISTS ${databaseName}.schema_migrations
       (version UInt32, name String, applied_at DateTime('UTC') DEFAULT now())
       ENGINE = MergeTree ORDER BY version`,
    );
    const known = await rows<{ version: number }>(`SELECT DISTINCT version FROM ${databaseName}.schema_migrations`);
    const done = new Set(known.map((row) => row.version));
    const missing = migrations.filter(({ version }) => !done.has(version));
    for (const { version, name, statements, fill } of missing) {
      for (const statement of statements) await run(statement);
      if (fill !== undefined) await fillTable(runner, { ...fill, ...how, version });
      await run(`INSERT INTO ${databaseName}.schema_migrations (version, name) SELECT ${version}, '${name}'`);
    }
    return missing.length;
  } catch (error) {
    throw toEngineError(error);
  }
}

function runnerOf(client: ClickHouseClient): Runner {
  return {
    run: (query, settings = {}) =>
      client.command({
        query,
        clickhouse_settings: { wait_end_of_query: 1, max_execution_time: statementSeconds, ...settings },
      }),
    rows: async <Row>(query: string) => (await client.query({ query, format: 'JSONEachRow' })).json<Row>(),
  };
}
