import { isAppError } from '@/lib/errors/app-error';
import type { SpoolPosition } from '@/lib/spool/spool';
import { flushBatch, type FlushServices } from './flush-batch';
import { publishBatch } from './publish-batch';

export type Flush = {
  /** Writes what is in the spool as long as the engine takes it, then ends. What is left stays in the spool. */
  stop(): Promise<void>;
  /** Resolves when the record that ends there can be queried. */
  flushed(position: SpoolPosition): Promise<void>;
  /** Does `work` while nothing is carried from this process's spool into the engine; the spool goes on accepting. */
  hold<T>(work: () => Promise<T>): Promise<T>;
};

const maxBatchBytes = 8 * 1024 * 1024;
/** Less than this is worth a short wait for company: each insert makes a part that the engine has to merge later. */
const smallBatchBytes = 512 * 1024;
const gatherMs = 15;
const backoffMs = { first: 50, most: 2_000 };

/**
 * Carries the spool into the engine, batch after batch, each exactly once: the cut is written down before the insert and
 * its token is made from the cut. An event that arrives when nothing is going on is inserted at once. While the engine
 * is down it waits with growing pauses and goes on as soon as the engine reports itself ready.
 */
export function startFlush(services: FlushServices): Flush {
  const loop = new FlushLoop(services);
  const ended = loop.run();
  return {
    async stop() {
      loop.askToStop();
      await ended;
    },
    flushed: (position) => services.spool.whenCommitted(position),
    hold: (work) => loop.inTurn(work),
  };
}

class FlushLoop {
  private isStopping = false;
  private failures = 0;
  private onAppend: () => void = () => undefined;
  private endPause: () => void = () => undefined;
  /** Resolves when whoever inserts, or must not be disturbed by inserts, has finished. */
  private free: Promise<unknown> = Promise.resolve();

  constructor(private readonly services: FlushServices) {}

  askToStop(): void {
    this.isStopping = true;
    this.onAppend();
    this.endPause();
  }

  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.free.then(work);
    this.free = done.catch(() => undefined);
    return done;
  }

  async run(): Promise<void> {
    const { spool, engine } = this.services;
    const offAppend = spool.onAppend(() => this.onAppend());
    const offStatus = engine.onStatus((status) => {
      if (status.state === 'ready') this.endPause();
    });
    while (await this.turn()) {
      // Everything happens in the turn.
    }
    offAppend();
    offStatus();
  }

  /** One batch, or one wait for something to do. False when the loop is to end. */
  private async turn(): Promise<boolean> {
    const { spool } = this.services;
    const appended = new Promise<void>((resolve) => (this.onAppend = resolve));
    try {
      const isFlushed = await this.inTurn(() => this.flushNext());
      this.failures = 0;
      if (!isFlushed && this.isStopping) return false;
      if (!isFlushed) await appended;
      else if (spool.pendingBytes() < smallBatchBytes) await this.pause(gatherMs);
      return true;
    } catch (error) {
      this.report(error);
      if (this.isStopping) return false;
      await this.pause(Math.min(backoffMs.most, backoffMs.first * 2 ** this.failures));
      this.failures += 1;
      return true;
    }
  }

  /** False when the spool is empty. */
  private async flushNext(): Promise<boolean> {
    const { spool } = this.services;
    const batch = await spool.next(maxBatchBytes);
    if (batch === null) return false;
    await spool.prepare(batch);
    const { touched } = await flushBatch(this.services, batch, this.failures);
    for (const { workspace, names } of touched) publishBatch(this.services, workspace, names);
    await spool.commit(batch);
    return true;
  }

  private report(error: unknown): void {
    const { metrics, log, spool } = this.services;
    metrics.ingest.flushFailures.inc();
    const level = isAppError(error) && error.code === 'engine_unavailable' ? 'warn' : 'error';
    log[level](
      { err: error, failures: this.failures + 1, pendingBytes: spool.pendingBytes() },
      'ingest: flush failed, will try again',
    );
  }

  /** Ends early when the engine comes back or the loop is to stop. */
  private async pause(ms: number): Promise<void> {
    if (this.isStopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
