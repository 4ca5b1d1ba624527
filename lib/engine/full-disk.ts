import type { ClickHouseClient } from '@clickhouse/client';
import type { Logger } from 'pino';
import type { AppError } from '@/lib/errors/app-error';
import type { Clock } from '@/lib/time/clock';
import { secondMs } from '@/lib/time/duration';
import { databaseName } from './connection';

/** NOT_ENOUGH_SPACE, and what a part without the end of a file is answered with: CORRUPTED_DATA. */
const tellingCodes = new Set<unknown>(['243', '246']);
const firstLookMs = 2 * secondMs;
const nextLookMs = 5 * secondMs;
/** Without a full disk for so long, it is over. */
const calmMs = 15 * secondMs;
/** A part that is still broken after a restart is for people: no second restart within this time. */
const restartPauseMs = 10 * 60 * secondMs;

export type FullDiskOptions = {
  client: () => ClickHouseClient;
  /** Ends the engine's process; another takes its place. */
  restart: (why: string) => void;
  log: Logger;
  clock: Clock;
};

/**
 * While the disk is full, the engine may finish a merge whose files were cut short and go on with it as if it were whole (seen with
 * ClickHouse 26.7, on inserts of seconds and with every form of part). What was merged is kept on the disk for eight minutes, and a
 * process that starts anew sets the broken part aside and reads that instead. So merges pause once the disk is full, the parts made
 * since are checked, and a broken one is mended by a restart before its sources are gone.
 */
export class FullDiskGuard {
  private fullSince: number | null = null;
  private lastFullAt = 0;
  private restartedAt = -Infinity;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: FullDiskOptions) {}

  /** Told of every failed call to the engine. */
  onFailure(error: AppError): void {
    if (!tellsOfFullDisk(error)) return;
    const { clock } = this.options;
    this.lastFullAt = clock.monotonic();
    if (this.fullSince !== null) return;
    this.fullSince = clock.now();
    this.options.log.error(
      { detail: error.detail },
      'the disk of the engine is full: merges pause, new parts are checked',
    );
    this.lookIn(firstLookMs);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private lookIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), ms);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    const { log, clock } = this.options;
    const since = this.fullSince ?? clock.now();
    const isOver = clock.monotonic() - this.lastFullAt > calmMs;
    try {
      await this.run(isOver ? 'SYSTEM START MERGES' : 'SYSTEM STOP MERGES');
      const broken = await this.brokenSince(since);
      if (broken !== null) return this.mend(broken);
      if (!isOver) return this.lookIn(nextLookMs);
      this.fullSince = null;
      log.warn('the disk of the engine has room again: merges go on, no part is broken');
    } catch (error) {
      log.error({ err: error }, 'the parts that were made on a full disk could not be checked, trying again');
      this.lookIn(nextLookMs);
    }
  }

  /** The sources of a broken part are still there; the next process finds them. */
  private mend(part: string): void {
    const { log, clock } = this.options;
    const now = clock.monotonic();
    this.lookIn(nextLookMs);
    if (now - this.restartedAt < restartPauseMs) return log.error({ part }, 'a part of the engine stays broken');
    this.restartedAt = now;
    log.error({ part }, 'a part was cut short by the full disk: the engine restarts and reads what it was made of');
    this.options.restart('a full disk cut a part short, which is read anew from what it was made of');
  }

  private async run(query: string): Promise<void> {
    await this.options.client().command({ query });
  }

  private async brokenSince(since: number): Promise<string | null> {
    const parts = await this.rows<{ table: string; name: string }>(
      `SELECT table, name FROM system.parts WHERE database = '${databaseName}' AND active
       AND modification_time >= fromUnixTimestamp(intDiv({since:Int64}, 1000) - 10) ORDER BY rows DESC`,
      { since },
    );
    for (const { table, name } of parts) {
      const [result] = await this.rows<{ is_passed: number }>(
        `CHECK TABLE ${databaseName}.${table} PART '${name}' SETTINGS check_query_single_value_result = 0`,
      );
      if (Number(result?.is_passed ?? 1) === 0) return `${table}/${name}`;
    }
    return null;
  }

  private async rows<T>(query: string, params: Record<string, number> = {}): Promise<T[]> {
    const reply = await this.options.client().query({ query, query_params: params, format: 'JSONEachRow' });
    return await reply.json<T>();
  }
}

const tellsOfFullDisk = ({ detail, message }: AppError): boolean =>
  tellingCodes.has((detail as { code?: unknown } | undefined)?.code) || /No space left on device/.test(message);
