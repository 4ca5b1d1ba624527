import type { Services } from '@/lib/context';
import type { BaseTable } from '@/lib/model/engine-tables';
import type { LinePacker } from './archive/line-packer';

/** A span of days, read by one query: from `from` inclusive to `to` exclusive, in days since 1970. */
export type Slice = { from: number; to: number; rows: number };

const dayMs = 86_400_000;
/** Neighbouring days are read together up to this many rows; a reader's place in the engine is free again after each slice. */
const sliceRows = 500_000;
/** An insert of a restore may touch at most 100 months. */
const sliceDays = 24 * 31;
const sliceTimeoutMs = 3_600_000;

type Days = { day: number; rows: number };

/** Days in order as slices of bounded rows (unless one day has more) and bounded span. */
export function slicesOf(days: readonly Days[]): Slice[] {
  const slices: Slice[] = [];
  for (const { day, rows } of days) {
    const last = slices[slices.length - 1];
    if (last !== undefined && last.rows + rows <= sliceRows && day + 1 - last.from <= sliceDays) {
      last.to = day + 1;
      last.rows += rows;
    } else slices.push({ from: day, to: day + 1, rows });
  }
  return slices;
}

type Source = { table: BaseTable; workspaces: string[]; signal: AbortSignal };

/** The slices of a table's rows. Rows that come later may fall into them or beside them, but never into two. */
export async function planSlices({ engine }: Pick<Services, 'engine'>, source: Source): Promise<Slice[]> {
  const { table, time } = source.table;
  const { rows } = await engine.query<Days>({
    sql: `SELECT toInt32(floor(toUnixTimestamp64Milli(${time}) / ${dayMs})) AS day, count() AS rows FROM ${table}
          WHERE workspace IN {workspaces:Array(String)} GROUP BY day ORDER BY day`,
    params: { workspaces: source.workspaces },
    timeoutMs: 60_000,
    signal: source.signal,
  });
  return slicesOf(rows);
}

/** Writes a slice: one query, so one moment of the table, whatever the engine merges meanwhile. */
export async function exportSlice(
  { engine }: Pick<Services, 'engine'>,
  { slice, packer, ...source }: Source & { slice: Slice; packer: LinePacker },
): Promise<void> {
  const { table, time } = source.table;
  const lines = engine.exportLines({
    // Without materialized columns, which the engine makes again.
    sql: `SELECT * FROM ${table} WHERE workspace IN {workspaces:Array(String)}
          AND ${time} >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AND ${time} < fromUnixTimestamp64Milli({to:Int64}, 'UTC')`,
    params: { workspaces: source.workspaces, from: slice.from * dayMs, to: slice.to * dayMs },
    // One of the processor's cores is enough; people ask questions at the same time.
    settings: { max_threads: 1, output_format_json_quote_denormals: 1 },
    timeoutMs: sliceTimeoutMs,
    signal: source.signal,
  });
  for await (const piece of lines) await packer.add(piece);
  // A part never spans two slices, so that an insert of a restore touches few months.
  await packer.flush();
}
