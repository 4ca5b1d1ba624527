import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead, type FileMetaData } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

/** Columns of consecutive rows. `minute` is the scheduled local departure as if it were UTC, Unix ms; `delay` in minutes. */
export type Flights = {
  firstRow: number;
  minute: ArrayLike<number>;
  delay: ArrayLike<number>;
  distance: ArrayLike<number>;
  origin: ArrayLike<string>;
  destination: ArrayLike<string>;
};
type Column = Exclude<keyof Flights, 'firstRow'>;

/** The file in the package that ships it, or null when it is not installed. */
export function flightsPath(root = process.cwd()): string | null {
  try {
    const entry = createRequire(path.join(root, 'package.json')).resolve('vega-datasets');
    const file = path.join(path.dirname(entry), '..', 'data', 'flights-3m.parquet');
    return existsSync(file) ? file : null;
  } catch {
    return null;
  }
}

/** Reads whole row groups, as columns, and keeps the last one: going through the rows in order decodes each group once. */
export class FlightsFile {
  private cached: { group: number; flights: Flights } | null = null;

  private constructor(
    private readonly file: Awaited<ReturnType<typeof asyncBufferFromFile>>,
    private readonly metadata: FileMetaData,
  ) {}

  static async open(file: string): Promise<FlightsFile> {
    const buffer = await asyncBufferFromFile(file);
    return new FlightsFile(buffer, await parquetMetadataAsync(buffer));
  }

  get rows(): number {
    return Number(this.metadata.num_rows);
  }

  /** The first row whose minute is after this time; rows are in the order of their minutes. */
  async firstRowAfter(time: number): Promise<number> {
    for (const { group, start, end } of this.groups()) {
      if (this.lastMinute(group) <= time) continue;
      const { minute } = await this.group(group, start);
      if ((minute[end - start - 1] ?? 0) > time) return start + firstAfter(minute, time);
    }
    return this.rows;
  }

  /** The rows from `from` to before `to`, in pieces that end where row groups end, last piece first. */
  async *backwards(from: number, to: number): AsyncGenerator<{ flights: Flights; from: number; to: number }> {
    for (const { group, start, end } of this.groups().reverse()) {
      if (start >= to || end <= from) continue;
      yield { flights: await this.group(group, start), from: Math.max(from, start), to: Math.min(to, end) };
    }
  }

  async *forwards(from: number, to: number): AsyncGenerator<{ flights: Flights; from: number; to: number }> {
    for (const { group, start, end } of this.groups()) {
      if (start >= to || end <= from) continue;
      yield { flights: await this.group(group, start), from: Math.max(from, start), to: Math.min(to, end) };
    }
  }

  /** From the file's statistics, which spare decoding the group; infinite when there are none. */
  private lastMinute(group: number): number {
    const columns = this.metadata.row_groups[group]?.columns ?? [];
    const date = columns.find(({ meta_data: data }) => data?.path_in_schema[0] === 'date');
    const last = date?.meta_data?.statistics?.max_value;
    return last instanceof Date ? last.getTime() : Infinity;
  }

  private groups(): { group: number; start: number; end: number }[] {
    let end = 0;
    return this.metadata.row_groups.map(({ num_rows: rows }, group) => {
      const start = end;
      end += Number(rows);
      return { group, start, end };
    });
  }

  private async group(group: number, firstRow: number): Promise<Flights> {
    if (this.cached?.group === group) return this.cached.flights;
    this.cached = null;
    const rows = Number(this.metadata.row_groups[group]?.num_rows ?? 0);
    const columns: Record<Column, unknown[]> = { minute: [], delay: [], distance: [], origin: [], destination: [] };
    await parquetRead({
      file: this.file,
      metadata: this.metadata,
      compressors,
      rowStart: firstRow,
      rowEnd: firstRow + rows,
      parsers: { timestampFromMicroseconds: (micros: bigint) => Number(micros / 1_000n) },
      onChunk: ({ columnName, columnData }) => {
        const target = columns[columnName === 'date' ? 'minute' : (columnName as Column)];
        for (let at = 0; at < columnData.length; at += 1) target.push(columnData[at]);
      },
    });
    const numbers = (values: unknown[]) => Float64Array.from(values, Number);
    const flights: Flights = {
      firstRow,
      minute: numbers(columns.minute),
      delay: numbers(columns.delay),
      distance: numbers(columns.distance),
      origin: columns.origin as string[],
      destination: columns.destination as string[],
    };
    this.cached = { group, flights };
    return flights;
  }
}

function firstAfter(sorted: ArrayLike<number>, time: number): number {
  let low = 0;
  for (let high = sorted.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) > time) high = middle;
    else low = middle + 1;
  }
  return low;
}
