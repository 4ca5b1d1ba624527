import { AppError } from '@/lib/errors/app-error';
import { maxWatches, type LiveFrame, type PortalStatus, type WatchFrame } from '@/lib/model/live-frame';
import type { Held, LiveQuestion, LiveSubscription, StreamOwner, Viewer } from './hub';
import type { LiveQuery, Watcher } from './live-query';
import { positionOf } from './query-state';

export type SubscriptionDeps = {
  epoch: string;
  now: () => number;
  status: () => PortalStatus;
  queryFor: (question: LiveQuestion) => LiveQuery;
  sent: (frame: LiveFrame) => void;
  onClose: (subscription: Subscription) => void;
};

/** Beyond this many, a slow reader misses incidents until it asks for the list again. */
const maxUntold = 200;

/** One question on one stream. */
class Watch implements Watcher {
  /** The position of the newest state that the reader has. */
  seen: number;
  isNew = true;
  readonly asOf: number | undefined;
  constructor(
    readonly stream: Subscription,
    readonly target: { readonly id: string; readonly query: LiveQuery },
    held: { since: number; asOf: number | undefined },
  ) {
    this.seen = held.since;
    this.asOf = held.asOf;
  }

  get id(): string {
    return this.target.id;
  }

  get query(): LiveQuery {
    return this.target.query;
  }

  offer(frame: WatchFrame): void {
    this.stream.deliver(this, frame);
  }
}

/**
 * What one stream watches. While its reader is slow nothing is queued: the questions that moved on are only noted, and
 * when it caught up it gets the newest state of each, oldest change first, so that the last cursor it saw never claims
 * more than it has.
 */
export class Subscription implements LiveSubscription {
  readonly openedAt: number;
  blockedAt: number | null = null;
  private readonly watches = new Map<string, Watch>();
  private readonly behind = new Set<Watch>();
  /** The newest state of incidents that a slow reader has not heard of yet. */
  private readonly untold = new Map<string, LiveFrame>();
  private isStatusDue = true;
  private isFlushQueued = false;
  private isClosed = false;

  constructor(
    readonly viewer: Viewer,
    readonly owner: StreamOwner | undefined,
    private readonly deps: SubscriptionDeps,
  ) {
    this.openedAt = deps.now();
    this.queueFlush();
  }

  watch(id: string, question: LiveQuestion, held: Held = {}): void {
    if (this.isClosed) return;
    this.unwatch(id);
    if (this.watches.size >= maxWatches)
      throw new AppError('invalid_input', `One stream watches at most ${maxWatches} questions.`);
    const query = this.deps.queryFor(question);
    const since = positionOf(this.deps.epoch, held.since);
    const watch = new Watch(this, { id, query }, { since, asOf: held.asOf });
    this.watches.set(id, watch);
    this.behind.add(watch);
    query.join(watch);
    this.queueFlush();
  }

  unwatch(id: string): void {
    const watch = this.watches.get(id);
    if (!watch) return;
    this.watches.delete(id);
    this.behind.delete(watch);
    watch.query.leave(watch);
  }

  drained(): void {
    if (this.blockedAt === null) return;
    this.blockedAt = null;
    this.flush();
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const id of [...this.watches.keys()]) this.unwatch(id);
    this.deps.onClose(this);
  }

  deliver(watch: Watch, frame: WatchFrame): void {
    if (this.isHolding()) this.behind.add(watch);
    else this.sendNew(watch, frame);
  }

  statusChanged(frame: LiveFrame): void {
    if (this.isHolding()) this.isStatusDue = true;
    else this.send(frame);
  }

  announce(frame: Extract<LiveFrame, { type: 'incident' }>): void {
    if (this.isClosed) return;
    if (this.blockedAt === null) return this.send(frame);
    const { id } = frame.incident;
    this.untold.delete(id);
    this.untold.set(id, frame);
    const [oldest] = this.untold.keys();
    if (this.untold.size > maxUntold && oldest !== undefined) this.untold.delete(oldest);
  }

  heartbeat(frame: LiveFrame): void {
    if (!this.isHolding()) this.send(frame);
  }

  private isHolding(): boolean {
    return this.isClosed || this.blockedAt !== null || this.behind.size > 0 || this.isStatusDue;
  }

  private sendNew(watch: Watch, frame: WatchFrame): void {
    const meta = frame.type === 'snapshot' && watch.isNew ? frame.answer.meta : null;
    const hasItAlready = meta !== null && meta.asOf === watch.asOf && meta.freshness !== 'stale';
    const { id, seq, cursor } = frame;
    this.send(hasItAlready && cursor !== undefined ? { type: 'current', id, seq, cursor } : frame);
    watch.seen = watch.query.current().position;
    watch.isNew = false;
  }

  private send(frame: LiveFrame): void {
    this.deps.sent(frame);
    if (!this.viewer.send(frame)) this.blockedAt = this.deps.now();
  }

  /** Not at once, so that all watches of a new stream are known and can be answered in the order of their changes. */
  private queueFlush(): void {
    if (this.isFlushQueued) return;
    this.isFlushQueued = true;
    queueMicrotask(() => {
      this.isFlushQueued = false;
      this.flush();
    });
  }

  private flush(): void {
    if (this.isClosed || this.blockedAt !== null) return;
    if (this.isStatusDue) {
      this.isStatusDue = false;
      this.send({ type: 'status', status: this.deps.status() });
    }
    for (const [id, frame] of this.untold) {
      if (this.blockedAt !== null) return;
      this.untold.delete(id);
      this.send(frame);
    }
    const oldestFirst = [...this.behind].sort((a, b) => a.query.current().position - b.query.current().position);
    for (const watch of oldestFirst) {
      if (this.blockedAt !== null || this.isClosed) return;
      this.behind.delete(watch);
      this.catchUp(watch);
    }
  }

  private catchUp(watch: Watch): void {
    const state = watch.query.current();
    if (state.seq === 0) return;
    const { seen } = watch;
    if (state.position <= seen) {
      if (watch.isNew) this.send(watch.query.currentFrame(watch.id, this.reached()));
      watch.isNew = false;
      return;
    }
    for (const frame of watch.query.framesFor(watch.id)) {
      // Of an answer that could not be refreshed since, the reader may have the answer already.
      const hasIt = frame.type === 'snapshot' && positionOf(this.deps.epoch, frame.cursor) <= seen;
      if (!hasIt) this.sendNew(watch, frame);
    }
  }

  /**
   * Up to where the reader has all of its questions. A cursor that fell behind this would, after a cut, bring states again
   * that it has; one ahead of it would leave some out.
   */
  private reached(): number {
    return Math.min(...[...this.watches.values()].map(({ seen }) => seen));
  }
}
