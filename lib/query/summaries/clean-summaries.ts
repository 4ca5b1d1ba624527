import type { Services } from '@/lib/context';
import { runBehind } from './run-behind';
import { staleSummaries, type Made } from './stale-summaries';

type Needs = Pick<Services, 'engine' | 'admission'>;
type Of = { workspaceId: string; wanted: readonly string[]; signal: AbortSignal };

/** Deletes what no question can ask for any more. Returns how many days of properties that were. Throws what the engine throws. */
export async function cleanSummaries(services: Needs, { workspaceId, wanted, signal }: Of): Promise<number> {
  const run = <Row>(sql: string, params = {}, isCommand = false) =>
    runBehind<Row>(services, { sql, params: { workspace: workspaceId, ...params }, workspaceId, signal, isCommand });
  const list = (table: string) =>
    run<Made>(`SELECT property, toFloat64(toUnixTimestamp(toStartOfDay(minute))) * 1000 AS day, made FROM ${table}
      WHERE workspace = {workspace:String} GROUP BY property, day, made`);
  // The rows before what counts them: what is written down in between is then known to be in use.
  const data = await list('events_1d_by');
  const index = await list('events_1d_by_days');
  const [clock] = await run<{ now: number }>('SELECT toFloat64(toUnixTimestamp64Milli(now64(3))) AS now');
  const stale = staleSummaries({ data, index, wanted, now: clock?.now ?? 0 });
  // Drops last: until then they keep what is older from counting.
  const ordered = [...byProperty(stale.index)].sort(([a], [b]) => Number(a === '') - Number(b === ''));
  const remove = (table: string, [property, rows]: [string, Made[]]) =>
    run(
      `DELETE FROM ${table} WHERE workspace = {workspace:String} AND property = {property:String}
       AND made IN {made:Array(UInt64)} AND toUnixTimestamp(toStartOfDay(minute)) IN {days:Array(UInt32)}`,
      { property, made: rows.map(({ made }) => made), days: [...new Set(rows.map(({ day }) => day / 1_000))] },
      true,
    );
  for (const one of byProperty(stale.data)) await remove('events_1d_by', one);
  for (const one of ordered) await remove('events_1d_by_days', one);
  return stale.data.length;
}

type All = { workspaces: readonly string[]; kept: ReadonlyMap<string, readonly string[]>; signal: AbortSignal };

/** The same for all workspaces, and everything of those that are gone: a day may have been finished after its workspace was deleted. */
export async function cleanAll(services: Needs, { workspaces, kept, signal }: All): Promise<void> {
  const tables = ['events_1d_by_days', 'events_1d_by'];
  const sql = tables.map((table) => `SELECT DISTINCT workspace AS id FROM ${table}`).join(' UNION DISTINCT ');
  const known = new Set(workspaces);
  const rows = await runBehind<{ id: string }>(services, { sql, params: {}, workspaceId: '', signal });
  for (const { id } of rows) {
    if (signal.aborted) return;
    if (known.has(id)) await cleanSummaries(services, { workspaceId: id, wanted: kept.get(id) ?? [], signal });
    else
      for (const table of tables)
        await runBehind(services, {
          sql: `DELETE FROM ${table} WHERE workspace = {workspace:String}`,
          ...{ params: { workspace: id }, workspaceId: id, signal, isCommand: true },
        });
  }
}

function byProperty(rows: readonly Made[]): Map<string, Made[]> {
  const all = new Map<string, Made[]>();
  for (const row of rows) all.set(row.property, [...(all.get(row.property) ?? []), row]);
  return all;
}
