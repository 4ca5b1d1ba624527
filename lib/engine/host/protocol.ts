/** What the supervisor tells the host over IPC. The secret travels here so that no process list or environment shows it. */
export type HostCommand =
  | { type: 'open'; dataDir: string; secret: string; limits: HostLimits }
  | { type: 'faults'; faults: HostFaults }
  /** Answered with `alive` by whoever still runs. */
  | { type: 'ping' };

export type HostReport =
  { type: 'ready'; port: number; version: string } | { type: 'failed'; message: string } | { type: 'alive' };

export type HostLimits = {
  /** Queries that run at once; further ones wait in order. */
  readers: number;
  /** Queries that may wait before the next one is refused. */
  queue: number;
  /** Seconds, for requests that name no `max_execution_time`. */
  maxExecutionSeconds: number;
  /** Bytes for one query, and for the whole engine. */
  queryMemory: number;
  /** Bytes for a query that has a role, hence was written by people. */
  readerMemory: number;
  serverMemory: number;
};

/** Only for chaos tests; only the parent process can send them. */
export type HostFaults = {
  /** Waits this long before each statement, ms. */
  delayMs?: number;
  /** Answers each statement with this ClickHouse error code. */
  exceptionCode?: number;
};
