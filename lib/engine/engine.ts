import type { EngineState } from '@/lib/model/live-frame';

/** Values for `{name:Type}` placeholders. Values never enter the SQL text. */
export type QueryParams = Record<string, string | number | boolean | null | string[] | number[]>;

export type EngineQuery = {
  sql: string;
  params?: QueryParams;
  /** ClickHouse settings for this query; `max_execution_time` comes from `timeoutMs`. */
  settings?: Record<string, string | number>;
  /** Budget in the engine, ms. Always sent, because an aborted call keeps computing. Default 10,000. */
  timeoutMs?: number;
  signal?: AbortSignal;
  queryId?: string;
};

export type EngineRows<Row> = { rows: Row[]; rowsRead: number; bytesRead: number; tookMs: number };

/** A statement of somebody else's: it sees the events of one workspace and nothing else, and cannot change anything. */
export type EngineRead = Pick<EngineQuery, 'sql' | 'params' | 'timeoutMs' | 'signal'> & {
  workspaceId: string;
  /** Rows beyond this many are not answered. */
  rowLimit: number;
};

/** Columns as the statement names them, even twice. Integers of 64 bits and decimals are texts, so that no digit is lost. */
export type EngineTable = {
  columns: { name: string; type: string }[];
  rows: unknown[][];
  rowsRead: number;
  bytesRead: number;
  tookMs: number;
};

export type EngineInsert = {
  table: string;
  /** NDJSON (JSONEachRow), one line a row. */
  rows: Buffer;
  /** Inserting the same rows again with the same token inserts nothing. */
  token: string;
};

export type EngineStatus = {
  state: EngineState;
  mode: 'embedded' | 'clickhouse' | 'mock';
  since: number;
  message?: string;
  pid?: number;
};

/** The analytics engine behind the official client. All methods throw AppError engine_unavailable, engine_timeout or query_rejected. */
export type Engine = {
  query<Row = Record<string, unknown>>(query: EngineQuery): Promise<EngineRows<Row>>;
  /** Rows in batches as the engine produces them; memory does not grow with the result. */
  stream<Row = Record<string, unknown>>(query: EngineQuery): AsyncIterable<Row[]>;
  /**
   * The answer as NDJSON, as the engine wrote it, in pieces that end with a line. An answer that the engine broke off is an
   * error and never a shorter answer.
   */
  exportLines(query: EngineQuery): AsyncIterable<Buffer>;
  /** Runs a statement that people wrote. Whether it only names what it may name is for the caller to check first. */
  read(statement: EngineRead): Promise<EngineTable>;
  insert(insert: EngineInsert): Promise<{ rows: number }>;
  command(query: EngineQuery): Promise<void>;
  /** One real aggregate over `events`; true when it answered. */
  isHealthy(timeoutMs?: number): Promise<boolean>;
  status(): EngineStatus;
  onStatus(listener: (status: EngineStatus) => void): () => void;
  close(): Promise<void>;
};
