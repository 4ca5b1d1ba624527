import type { Logger } from 'pino';
import { toAppError } from '@/lib/errors/app-error';
import { applyPatch } from '@/lib/model/apply-patch';
import type { Answer, AnswerMeta } from '@/lib/model/answer';
import type { Patch, WatchFrame } from '@/lib/model/live-frame';
import type { Metrics } from '@/lib/telemetry/metrics';
import type { Clock } from '@/lib/time/clock';
import { hourMs, secondMs } from '@/lib/time/duration';
import type { CommittedBatch } from './batch';
import { eventNames } from '@/lib/model/event-names';
import type { LiveQuestion, LiveSource } from './hub';
import { Pace } from './pace';
import { cursorOf, emptyState, failureOf, stateFrames, type QueryState } from './query-state';
import { compactBatches, type RecentBatches } from './recent-batches';
import type { Timers } from './timers';
import { rollsAt, touches } from '@/lib/model/touches';

/** Commit and query are timed by different code; this much is taken as "at the same time". */
const slackMs = secondMs;
const maxWaiting = 32;

/** One who watches a question; gets each new state once, in order. */
export type Watcher = { readonly id: string; offer(frame: WatchFrame): void };

export type QueryDeps = {
  clock: Clock;
  timers: Timers;
  metrics: Metrics;
  log: Logger;
  epoch: string;
  tickMs: () => number;
  lingerMs: number;
  source: () => LiveSource | undefined;
  nextPosition: () => number;
  recent: RecentBatches;
  /** Nobody has watched for the linger time. */
  onIdle: () => void;
};

type FrameOf = (id: string, at: { seq: number; cursor: string }) => WatchFrame;

/** A question that is being watched: asks once for all watchers, when a batch touches it or time moves its window. */
export class LiveQuery {
  private state: QueryState = emptyState;
  private readonly watchers = new Set<Watcher>();
  private readonly names;
  private readonly pace: Pace;
  private waiting: CommittedBatch[] = [];
  private isWanted = true;
  private needsSnapshot = true;
  private isRunning = false;
  private isClosed = false;
  private readonly life = new AbortController();
  private dueTimer: { at: number; cancel: () => void } | null = null;
  private stopLinger: (() => void) | null = null;
  private stateCache = new Map<string, WatchFrame[]>();

  constructor(
    readonly question: LiveQuestion,
    private readonly deps: QueryDeps,
  ) {
    this.names = eventNames(question.spec);
    this.pace = new Pace(deps.tickMs);
  }

  current(): Readonly<QueryState> {
    return this.state;
  }

  /** The newest state for a reader that has nothing; the same frames for all who use the same id. */
  framesFor(id: string): readonly WatchFrame[] {
    const frames = this.stateCache.get(id) ?? stateFrames(this.state, id, this.deps.epoch);
    this.stateCache.set(id, frames);
    return frames;
  }

  /** Tells a reader that it has the newest state. `reached` is a position up to which it has everything. */
  currentFrame(id: string, reached: number): WatchFrame {
    const { seq, position } = this.state;
    return { type: 'current', id, seq, cursor: cursorOf(this.deps.epoch, Math.max(position, reached)) };
  }

  join(watcher: Watcher): void {
    this.watchers.add(watcher);
    this.stopLinger?.();
    this.stopLinger = null;
    this.plan();
  }

  leave(watcher: Watcher): void {
    if (!this.watchers.delete(watcher) || this.watchers.size > 0 || this.isClosed) return;
    this.unplan();
    // Going from one page to the next leaves and joins within moments; that should not cost a new question.
    this.stopLinger = this.deps.timers.after(this.deps.lingerMs, () => {
      this.close();
      this.deps.onIdle();
    });
  }

  touch(batch: CommittedBatch): void {
    if (!touches(this.question.spec, this.names, { batch, now: this.deps.clock.now() })) return;
    this.waiting = compactBatches([...this.waiting, batch], maxWaiting);
    this.isWanted = true;
    this.plan();
  }

  /** Asks as soon as the pace allows, whatever went wrong before. */
  poke(): void {
    this.isWanted = true;
    this.pace.forgive();
    this.plan();
  }

  close(): void {
    this.isClosed = true;
    this.life.abort();
    this.unplan();
    this.stopLinger?.();
  }

  private unplan(): void {
    this.dueTimer?.cancel();
    this.dueTimer = null;
  }

  private plan(): void {
    if (this.isRunning || this.isClosed || this.watchers.size === 0 || !this.deps.source()) return;
    const now = this.deps.clock.now();
    this.pace.heed(now);
    const at = this.pace.dueAt(this.isWanted, this.isWanted ? 0 : this.rollsAt());
    if (at <= now) {
      this.unplan();
      void this.run();
    } else if (this.dueTimer?.at !== at && at < Infinity) {
      this.unplan();
      this.dueTimer = { at, cancel: this.deps.timers.after(Math.min(at - now, hourMs), () => this.onDue()) };
    }
  }

  private rollsAt(): number {
    const { spec } = this.question;
    const { answer } = this.state;
    // A trend without the new bucket is an answer from just before it, out of the cache; anything else may well be unchanged.
    if (spec.kind !== 'trend' || answer === null) return rollsAt(spec, this.pace.lastStart);
    const asOf = Math.min(answer.meta.asOf, this.deps.clock.now());
    return Math.max(rollsAt(spec, asOf), this.pace.lastStart + secondMs);
  }

  private onDue(): void {
    this.dueTimer = null;
    this.plan();
    // Timers may fire a moment early by the clock, and long waits go in steps; `plan` has then set it again.
  }

  private async run(): Promise<void> {
    const source = this.deps.source();
    if (!source) return;
    const { clock, metrics } = this.deps;
    const batches = this.waiting;
    this.isRunning = true;
    this.isWanted = false;
    this.waiting = [];
    this.pace.started(clock.now());
    metrics.live.refreshes.inc();
    try {
      const { answer } = this.state;
      if (answer === null || this.needsSnapshot) this.take(await source.snapshot(this.question, this.life.signal));
      else this.merge(answer, await source.refresh(this.question, answer, batches, this.life.signal));
      const [oldest] = batches;
      if (oldest && !this.isClosed) metrics.live.lag.observe(Math.max(0, clock.now() - oldest.committedAt) / 1000);
      this.settle(batches);
    } catch (error) {
      this.fail(error, batches);
    } finally {
      this.isRunning = false;
      this.plan();
    }
  }

  private take(answer: Answer): void {
    if (this.isClosed) return;
    this.needsSnapshot = false;
    const missed = this.deps.recent.since(answer.meta.asOf - slackMs);
    const now = this.deps.clock.now();
    this.waiting = missed.filter((batch) => touches(this.question.spec, this.names, { batch, now }));
    this.isWanted ||= this.waiting.length > 0;
    this.answered(answer, (id, at) => ({ type: 'snapshot', id, ...at, answer }));
  }

  private merge(last: Answer, change: { patch: Patch; meta: AnswerMeta } | null): void {
    if (this.isClosed) return;
    if (change === null) {
      if (this.state.failure) this.announce({ failure: null }, (id, at) => ({ type: 'current', id, ...at }));
      return;
    }
    const { patch, meta } = change;
    const isKnown = meta.freshness === 'stale' && meta.reason === last.meta.reason && meta.asOf === last.meta.asOf;
    if (isKnown && last.meta.freshness === 'stale') return;
    this.answered(applyPatch(last, patch, meta), (id, at) => ({ type: 'patch', id, ...at, patch, meta }));
  }

  private answered(answer: Answer, frameOf: FrameOf): void {
    this.announce({ answer, failure: null }, frameOf);
  }

  /** A stale answer is shown, and asked again as after a failure, with the batches that it does not contain. */
  private settle(batches: readonly CommittedBatch[]): void {
    const now = this.deps.clock.now();
    if (this.state.answer?.meta.freshness !== 'stale') {
      this.pace.succeeded(now);
      return;
    }
    this.waiting = compactBatches([...batches, ...this.waiting], maxWaiting);
    this.pace.failed(now, {});
  }

  private fail(thrown: unknown, batches: readonly CommittedBatch[]): void {
    if (this.isClosed) return;
    const error = toAppError(thrown);
    this.waiting = compactBatches([...batches, ...this.waiting], maxWaiting);
    this.pace.failed(this.deps.clock.now(), error);
    this.deps.log.warn(
      { workspaceId: this.question.workspaceId, code: error.code, err: error.cause ?? error },
      'live query failed',
    );
    if (error.code === 'conflict') {
      // A patch that does not fit is our own disagreement with the source; nobody has to see it, the whole answer settles it.
      this.needsSnapshot = true;
      return;
    }
    const failure = failureOf(error);
    const known = this.state.failure;
    if (known?.code === failure.code && known.message === failure.message) return;
    this.announce({ failure }, (id, at) => ({ type: 'failed', id, ...at, ...failure }));
  }

  private announce(change: Pick<QueryState, 'failure'> & { answer?: Answer }, frameOf: FrameOf): void {
    const position = this.deps.nextPosition();
    const seq = this.state.seq + 1;
    const answerPosition = change.answer ? position : this.state.answerPosition;
    this.state = { ...this.state, ...change, seq, position, answerPosition };
    this.stateCache = new Map();
    const frames = new Map<string, WatchFrame>();
    const at = { seq, cursor: cursorOf(this.deps.epoch, position) };
    for (const watcher of this.watchers) {
      let frame = frames.get(watcher.id);
      if (!frame) frames.set(watcher.id, (frame = frameOf(watcher.id, at)));
      watcher.offer(frame);
    }
  }
}
