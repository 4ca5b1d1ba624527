import type { Services } from '@/lib/context';
import { engineTables } from '@/lib/model/engine-tables';
import type { OldEvents, Step } from './retention-plan';

type WithEngine = Pick<Services, 'engine'>;
type Old = { workspace: string; cutoff: number };

/** A month of one workspace at a time; the engine goes on answering meanwhile. */
const deleteTimeoutMs = 600_000;

/** The workspace's events from before the cutoff, by month and name. */
export async function findOld({ engine }: WithEngine, { workspace, cutoff }: Old): Promise<OldEvents[]> {
  const { rows } = await engine.query<OldEvents>({
    sql: `SELECT toYYYYMM(timestamp) AS month, name, count() AS rows,
                 toUnixTimestamp64Milli(min(timestamp)) AS oldest, toUnixTimestamp64Milli(max(timestamp)) AS newest
          FROM events
          WHERE workspace = {workspace:String} AND timestamp < fromUnixTimestamp64Milli({cutoff:Int64}, 'UTC')
          GROUP BY month, name`,
    params: { workspace, cutoff },
    timeoutMs: 60_000,
  });
  return rows;
}

export async function runStep({ engine }: WithEngine, { month, how }: Step, { workspace, cutoff }: Old): Promise<void> {
  const partition = String(Math.trunc(month));
  if (how.kind === 'drop')
    return engine.command({ sql: `ALTER TABLE events DROP PARTITION ${partition}`, timeoutMs: deleteTimeoutMs });
  await engine.command({
    sql: `DELETE FROM events IN PARTITION ${partition}
          WHERE workspace = {workspace:String} AND timestamp < fromUnixTimestamp64Milli({cutoff:Int64}, 'UTC')`,
    params: { workspace, cutoff },
    timeoutMs: deleteTimeoutMs,
  });
  // Deleted rows are only marked until then; a month that the workspace has left gives its space back at once.
  if (how.isLast)
    await engine.command({
      sql: `ALTER TABLE events APPLY DELETED MASK IN PARTITION ${partition}`,
      settings: { mutations_sync: 1 },
      timeoutMs: deleteTimeoutMs,
    });
}

/** The same rows in the tables beside the events, whatever became of an earlier try. Returns whether there were any. */
export async function deleteBeside({ engine }: WithEngine, { workspace, cutoff }: Old): Promise<boolean> {
  let isAny = false;
  for (const { table, time } of engineTables) {
    if (table === 'events') continue;
    const old = `workspace = {workspace:String} AND ${time} < fromUnixTimestamp64Milli({cutoff:Int64}, 'UTC')`;
    const params = { workspace, cutoff };
    const { rows } = await engine.query<{ n: number }>({
      sql: `SELECT count() AS n FROM ${table} WHERE ${old}`,
      params,
    });
    if ((rows[0]?.n ?? 0) === 0) continue;
    isAny = true;
    await engine.command({ sql: `DELETE FROM ${table} WHERE ${old}`, params, timeoutMs: deleteTimeoutMs });
  }
  return isAny;
}
