import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { AppError } from '@/lib/errors/app-error';
import type { Metrics } from '@/lib/telemetry/metrics';
import type { Clock } from '@/lib/time/clock';
import { boundedJson } from './bounded-json';
import { startDeadline, type Deadline } from './deadline';
import type { EngineInsert, EngineQuery, EngineRead, EngineRows, EngineTable } from './engine';
import { toEngineError } from './errors';
import { readerRole, readerSettings } from './reading';
import { wholeLines } from './whole-lines';

const defaultTimeoutMs = 10_000;
/** An insert is retried by its caller until it is in, so giving up early would only repeat the work. */
const insertTimeoutMs = 60_000;

export type CallsOptions = {
  /** The client to use now. Throws AppError engine_unavailable at once while there is none. */
  client: () => ClickHouseClient;
  /** Whether the engine is ours alone, with a role for readers; a server has what its owner gave it. */
  isEmbedded: boolean;
  metrics: Metrics;
  clock: Clock;
  /** Hears of each failure that says something about the engine's health. */
  onFailure: (error: AppError) => void;
};

type Purpose = 'query' | 'read' | 'stream' | 'export' | 'insert' | 'command' | 'health';

/** The engine's calls over one client: parameters and limits in, rows or AppError out, each one measured. */
export class Calls {
  constructor(private readonly options: CallsOptions) {}

  async query<Row>(query: EngineQuery, purpose: Purpose = 'query'): Promise<EngineRows<Row>> {
    const startedAt = this.options.clock.monotonic();
    return this.measured(purpose, query, async (client, deadline) => {
      const { stream } = await client.exec({
        ...this.requestOf(query, deadline, { wait_end_of_query: 1 }),
        query: `${query.sql} FORMAT JSONCompact`,
      });
      const table = (await boundedJson(stream)) as CompactTable;
      const { rows_read: rowsRead, bytes_read: bytesRead } = table.statistics;
      return { rows: toRows<Row>(table), rowsRead, bytesRead, tookMs: this.options.clock.monotonic() - startedAt };
    });
  }

  async read({ workspaceId, rowLimit, ...query }: EngineRead): Promise<EngineTable> {
    const { clock, isEmbedded } = this.options;
    const startedAt = clock.monotonic();
    return this.measured('read', query, async (client, deadline) => {
      const { clickhouse_settings: bounds, ...request } = this.requestOf(query, deadline, { wait_end_of_query: 1 });
      const { stream } = await client.exec({
        ...request,
        // `exec` and not `query`, which would write a FORMAT behind the statement: it counts for positions in errors.
        clickhouse_settings: {
          ...bounds,
          ...readerSettings({ workspaceId, rowLimit }, isEmbedded),
          default_format: 'JSONCompact',
        },
        ...(isEmbedded ? { role: readerRole } : {}),
        query: query.sql,
      });
      const { meta, data, statistics } = (await boundedJson(stream)) as CompactTable;
      return {
        columns: meta.map(({ name, type }) => ({ name, type })),
        rows: data,
        rowsRead: statistics.rows_read,
        bytesRead: statistics.bytes_read,
        tookMs: clock.monotonic() - startedAt,
      };
    });
  }

  async *stream<Row>(query: EngineQuery): AsyncGenerator<Row[], void, undefined> {
    const answer = await this.measured('stream', query, (client, deadline) =>
      client.query({ ...this.requestOf(query, deadline, {}), query: query.sql, format: 'JSONEachRow' }),
    );
    const cancel = (): void => answer.close();
    query.signal?.addEventListener('abort', cancel, { once: true });
    try {
      for await (const rows of answer.stream<Row>()) yield rows.map((row) => row.json());
    } catch (error) {
      throw query.signal?.aborted ? new AppError('query_rejected', 'The request was cancelled.') : this.failed(error);
    } finally {
      query.signal?.removeEventListener('abort', cancel);
      answer.close();
    }
  }

  async *exportLines(query: EngineQuery): AsyncGenerator<Buffer, void, undefined> {
    const { stream } = await this.measured('export', query, (client, deadline) =>
      client.exec({ ...this.requestOf(query, deadline, {}), query: `${query.sql} FORMAT JSONEachRow` }),
    );
    try {
      yield* wholeLines(stream);
    } catch (error) {
      throw query.signal?.aborted ? new AppError('query_rejected', 'The request was cancelled.') : this.failed(error);
    } finally {
      stream.destroy();
    }
  }

  async insert({ table, rows, token }: EngineInsert): Promise<{ rows: number }> {
    if (!/^\w+$/.test(table)) throw new AppError('query_rejected', 'The table to insert into has no valid name.');
    const query: EngineQuery = { sql: '', timeoutMs: insertTimeoutMs };
    await this.measured('insert', query, async (client, deadline) => {
      // `exec` and not `insert`, which takes objects only and would encode each row again.
      const { stream } = await client.exec({
        ...this.requestOf(query, deadline, {
          wait_end_of_query: 1,
          async_insert: 0,
          insert_deduplicate: 1,
          insert_deduplication_token: token,
          deduplicate_blocks_in_dependent_materialized_views: 1,
          date_time_input_format: 'best_effort',
          // A text in properties stays the text that was sent, even when it looks like a date.
          input_format_try_infer_dates: 0,
          input_format_try_infer_datetimes: 0,
        }),
        query: `INSERT INTO ${table} FORMAT JSONEachRow`,
        values: Readable.from(rows, { objectMode: false }),
      });
      await finished(stream.resume());
    });
    return { rows: countLines(rows) };
  }

  async command(query: EngineQuery): Promise<void> {
    await this.measured('command', query, (client, deadline) =>
      client.command({ ...this.requestOf(query, deadline, { wait_end_of_query: 1 }), query: query.sql }),
    );
  }

  private async measured<T>(
    purpose: Purpose,
    { timeoutMs = defaultTimeoutMs, signal }: EngineQuery,
    call: (client: ClickHouseClient, deadline: Deadline) => Promise<T>,
  ): Promise<T> {
    const { client, metrics, clock } = this.options;
    const startedAt = clock.monotonic();
    const deadline = startDeadline(timeoutMs, signal);
    let result = 'ok';
    try {
      const early = deadline.error();
      if (early) throw early;
      return await call(client(), deadline);
    } catch (error) {
      const known = deadline.error() ?? this.failed(error);
      result = known.code;
      throw known;
    } finally {
      deadline.clear();
      metrics.engine.queryDuration.observe({ purpose, result }, (clock.monotonic() - startedAt) / 1_000);
    }
  }

  private requestOf(query: EngineQuery, deadline: Deadline, own: Record<string, string | number>) {
    return {
      query_id: query.queryId ?? randomUUID(),
      abort_signal: deadline.signal,
      ...(query.params === undefined ? {} : { query_params: query.params }),
      clickhouse_settings: {
        ...query.settings,
        ...own,
        // The embedded engine always ends what nobody waits for.
        ...(this.options.isEmbedded ? {} : { cancel_http_readonly_queries_on_client_close: 1 as const }),
        max_execution_time: (query.timeoutMs ?? defaultTimeoutMs) / 1_000,
      },
    };
  }

  private failed(error: unknown): AppError {
    const known = toEngineError(error);
    this.options.onFailure(known);
    return known;
  }
}

/** Rows as arrays are half the text of rows as objects, and `statistics` tells the work where the header may not. */
type CompactTable = {
  meta: { name: string; type: string }[];
  data: unknown[][];
  statistics: { rows_read: number; bytes_read: number };
};

function toRows<Row>({ meta, data }: CompactTable): Row[] {
  const names = meta.map(({ name }) => name);
  return data.map((cells) => Object.fromEntries(names.map((name, i) => [name, cells[i]])) as Row);
}

function countLines(rows: Buffer): number {
  let count = 0;
  for (let from = 0; from < rows.length; count += 1) {
    const end = rows.indexOf(10, from);
    if (end === -1) return count + 1;
    from = end + 1;
  }
  return count;
}
