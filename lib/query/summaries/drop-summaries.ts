import type { Services } from '@/lib/context';
import { nextMade } from './next-made';

const timeoutMs = 600_000;

/**
 * Of use after events were taken from days (their starts, Unix ms): no summary that was begun before counts any more, also one that
 * is being made now, and what lies there is deleted. The days are made anew behind. Throws what the engine throws.
 */
export async function dropSummaries(
  { engine }: Pick<Services, 'engine'>,
  { workspace, days }: { workspace: string; days: readonly number[] },
): Promise<void> {
  const params = { workspace, days: days.map((day) => day / 1_000) };
  await engine.command({
    sql: `INSERT INTO events_1d_by_days (workspace, property, minute, made, events, state)
      SELECT {workspace:String}, '', toDateTime(arrayJoin({days:Array(UInt32)}), 'UTC'),
        ${nextMade}, 0, 'dropped'`,
    params,
    // Months are the partitions.
    settings: { max_partitions_per_insert_block: 0 },
    timeoutMs,
  });
  const ofDays = 'workspace = {workspace:String} AND toUnixTimestamp(toStartOfDay(minute)) IN {days:Array(UInt32)}';
  await engine.command({ sql: `DELETE FROM events_1d_by WHERE ${ofDays}`, params, timeoutMs });
  for (const month of new Set(days.map((day) => new Date(day).toISOString().slice(0, 7).replace('-', ''))))
    await engine.command({
      sql: `ALTER TABLE events_1d_by APPLY DELETED MASK IN PARTITION ${month}`,
      settings: { mutations_sync: 1 },
      timeoutMs,
    });
}
