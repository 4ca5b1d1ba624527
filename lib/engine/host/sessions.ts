import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { drainPending, Session } from 'chdb';
import { codes, HostError } from './exception';
import { Lane } from './lane';
import type { HostFaults, HostLimits } from './protocol';
import { serverConfig, usersConfig } from './server-config';
import { literal, readInsert, sessionSetup, type Statement } from './statement';

export type Outcome = {
  body: Uint8Array;
  rowsRead: number;
  bytesRead: number;
  rowsWritten: number;
  elapsedSeconds: number;
};

type RawInsertFormat = Parameters<Session['insert']>[0] extends infer P
  ? P extends { format: infer F }
    ? F
    : never
  : never;

/**
 * chDB sessions on one data folder. Every statement gets a session of its own (opening one costs 0.1 ms), so that no
 * setting, parameter or `readonly` of a request can leak into the next; lanes bound how many run at once.
 */
export class Sessions {
  faults: HostFaults = {};
  private readonly keeper: Session;
  private readonly readers: Lane;
  private readonly inserts: Lane;
  private readonly limits: HostLimits;
  private readonly dataDir: string;

  /** Opens the folder. Throws when it is locked by another process or cannot be written. */
  constructor(dataDir: string, limits: HostLimits) {
    this.dataDir = dataDir;
    this.limits = limits;
    this.readers = new Lane(limits.readers, limits.queue);
    this.inserts = new Lane(1, limits.queue);
    mkdirSync(dataDir, { recursive: true });
    const configFile = path.join(dataDir, 'engine.xml');
    const usersFile = path.join(dataDir, 'users.xml');
    writeFileSync(usersFile, usersConfig());
    writeFileSync(configFile, serverConfig(limits, path.resolve(usersFile)));
    this.keeper = new Session(dataDir, { connectionArgs: [`--config-file=${configFile}`] });
  }

  version(): string {
    return this.keeper.query('SELECT version()', 'TabSeparated').trim();
  }

  /** Runs a statement to its end. Aborting the signal kills the query inside the engine. */
  async run(statement: Statement, signal: AbortSignal): Promise<Outcome> {
    const lane = /^\s*INSERT\b/i.test(statement.sql) ? this.inserts : this.readers;
    return lane.run(() =>
      this.inSession(statement, signal, async (session) => {
        if (statement.data !== undefined) return insertRows(session, statement, statement.data);
        await this.refuseSeveral(statement.sql);
        const result = await session.queryAsync(statement.sql, { format: statement.defaultFormat });
        return {
          body: result.bytes(),
          ...readStatistics(result.bytes()),
          rowsWritten: 0,
          elapsedSeconds: result.elapsed,
        };
      }),
    );
  }

  /** Gives the answer in pieces; the next piece is computed when `write` has taken the last one. */
  async stream(statement: Statement, signal: AbortSignal, write: (piece: Uint8Array) => Promise<void>): Promise<void> {
    await this.readers.run(() =>
      this.inSession(statement, signal, async (session) => {
        for await (const chunk of session.queryStream(statement.sql, { format: statement.defaultFormat, signal }))
          await write(chunk.raw());
      }),
    );
  }

  /** Kills what runs, waits for it and releases the folder. */
  async close(): Promise<void> {
    this.keeper.query('KILL QUERY WHERE query_id != queryID() ASYNC', 'Null');
    await drainPending();
    this.keeper.close();
  }

  private async inSession<T>(
    statement: Statement,
    signal: AbortSignal,
    work: (session: Session) => Promise<T>,
  ): Promise<T> {
    if (signal.aborted) throw new HostError(codes.cancelled, 'QUERY_WAS_CANCELLED', 'The client went away.');
    await this.applyFaults();
    const session = new Session(this.dataDir);
    const mark = markOf(statement);
    const kill = (): void => {
      this.keeper
        .queryAsync(`KILL QUERY WHERE Settings['log_comment'] = ${literal(mark)} ASYNC`, { format: 'Null' })
        .catch(() => {
          // Nothing to kill any more, or the engine is closing; max_execution_time bounds the query in any case.
        });
    };
    signal.addEventListener('abort', kill, { once: true });
    try {
      const setup = sessionSetup(statement, this.ownSettings(statement, mark));
      // Bound parameters may be longer than what one statement may have.
      if (setup.length > 100_000) session.query(`SET max_query_size=${setup.length * 4}`);
      // Takes 0.1 ms; another trip through the thread pool would cost more than it.
      session.query(setup);
      return await work(session);
    } finally {
      signal.removeEventListener('abort', kill);
      session.close();
    }
  }

  private ownSettings({ role }: Statement, mark: string): [string, string][] {
    const { queryMemory, readerMemory } = this.limits;
    return [
      ['max_execution_time', String(this.limits.maxExecutionSeconds)],
      ['max_memory_usage', String(role === undefined ? queryMemory : readerMemory)],
      ['max_query_size', '1048576'],
      ['log_comment', mark],
    ];
  }

  /** chDB runs `a; b` as two statements, which ClickHouse's HTTP interface refuses. The engine's own parser decides. */
  private async refuseSeveral(sql: string): Promise<void> {
    // The parser of the check and the one of the session disagree on what follows it.
    if (sql.includes('\0'))
      throw new HostError(codes.syntax, 'SYNTAX_ERROR', 'The statement contains a zero character.');
    if (sql.includes(';'))
      await this.keeper.queryAsync(`SELECT formatQuerySingleLine(${literal(sql)})`, { format: 'Null' });
  }

  private async applyFaults(): Promise<void> {
    const { delayMs, exceptionCode } = this.faults;
    if (delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (exceptionCode !== undefined) throw new HostError(exceptionCode, 'FAULT_INJECTED', 'Injected by a test.');
  }
}

/** Names a statement while it runs. A reader's name also says which workspace it may see; the row policy reads it there. */
function markOf({ role, settings }: Statement): string {
  if (role === undefined) return randomUUID();
  const workspace = settings.find(([name]) => name === 'log_comment')?.[1] ?? '';
  return `${randomUUID()}:${workspace}`;
}

async function insertRows(session: Session, { sql }: Statement, data: Buffer): Promise<Outcome> {
  const target = readInsert(sql);
  if (!target)
    throw new HostError(
      codes.notImplemented,
      'NOT_IMPLEMENTED',
      'Only INSERT INTO table (columns) FORMAT name takes data.',
    );
  const { table, columns, format } = target;
  const result = await session.insert({
    table,
    values: data,
    format: format as RawInsertFormat,
    ...(columns ? { columns } : {}),
  });
  return {
    body: new Uint8Array(0),
    rowsRead: 0,
    bytesRead: 0,
    rowsWritten: result.rowsWritten,
    elapsedSeconds: result.elapsed,
  };
}

/** chDB counts rows of the result only; what was read stands at the end of the JSON formats, and is 0 for others. */
function readStatistics(body: Uint8Array): { rowsRead: number; bytesRead: number } {
  const end = Buffer.from(
    body.buffer,
    body.byteOffset + Math.max(body.length - 200, 0),
    Math.min(body.length, 200),
  ).toString();
  const match = /"rows_read":\s*(\d+),\s*"bytes_read":\s*(\d+)\s*}\s*}\s*$/.exec(end);
  return { rowsRead: Number(match?.[1] ?? 0), bytesRead: Number(match?.[2] ?? 0) };
}
