import type { Logger } from 'pino';
import { AppError } from '@/lib/errors/app-error';
import type { IncidentSummary } from '@/lib/model/incident';
import type { LiveFrame, PortalStatus } from '@/lib/model/live-frame';
import type { Metrics } from '@/lib/telemetry/metrics';
import type { Clock } from '@/lib/time/clock';
import { hourMs, minuteMs, secondMs } from '@/lib/time/duration';
import type { BatchListener, CommittedBatch } from './batch';
import type { EndReason, LiveHub, LiveQuestion, LiveSource, StreamOwner, Viewer } from './hub';
import { LiveQuery } from './live-query';
import { RecentBatches } from './recent-batches';
import { StreamCount, type StreamLimits } from './stream-count';
import { Subscription } from './subscription';
import { systemTimers, type Timers } from './timers';

export type HubOptions = {
  clock: Clock;
  metrics: Metrics;
  log: Logger;
  source?: LiveSource;
  /** The least time between two refreshes of one question, ms. Default 150, so that an event is seen within 200; more while the status has a pace. */
  tickMs?: number;
  /** How long a question outlives its last viewer, ms. Default 5,000. */
  lingerMs?: number;
  /** Default 15,000. */
  heartbeatMs?: number;
  /** A reader that takes nothing for this long is cut off, ms. Default 60,000. */
  stalledMs?: number;
  /** Streams end at this age, so that whoever lost access loses the stream too, ms. Default 1 hour. */
  maxAgeMs?: number;
  limits?: Partial<StreamLimits>;
  /** Names this process in cursors. */
  epoch?: string;
  timers?: Timers;
};

type Room = { recent: RecentBatches; queries: Map<string, LiveQuery> };

/** Without a source it holds its viewers until `attach` gives one, as the source itself needs services that boot later. */
export function createLiveHub(options: HubOptions): LiveHub & { attach(source: LiveSource): void } {
  const hub = new Hub(options);
  return {
    attach: (source) => hub.attach(source),
    subscribe: (viewer, owner) => hub.subscribe(viewer, owner),
    publish: (batch) => hub.publish(batch),
    onBatch: (listener) => hub.onBatch(listener),
    announce: (workspaceId, incident) => hub.announce(workspaceId, incident),
    setStatus: (status) => hub.setStatus(status),
    status: () => hub.portalStatus,
    owners: () => hub.owners(),
    end: (owner) => hub.endOf(owner),
    stats: () => hub.stats(),
    drain: () => hub.drain(),
    close: () => hub.close(),
  };
}

const keyOf = ({ workspaceId, kind, actorId, sessionId }: StreamOwner): string =>
  JSON.stringify([workspaceId, kind, actorId, sessionId]);

class Hub {
  portalStatus: PortalStatus;
  private source: LiveSource | undefined;
  private readonly timers: Timers;
  private readonly epoch: string;
  private readonly rooms = new Map<string, Room>();
  private readonly subscriptions = new Set<Subscription>();
  private readonly listeners = new Set<BatchListener>();
  private readonly streams: StreamCount;
  private readonly sentSince = new Map<LiveFrame['type'], number>();
  private position = 0;
  private stopHeartbeat: (() => void) | null = null;
  private isClosed = false;

  constructor(private readonly options: HubOptions) {
    this.source = options.source;
    this.timers = options.timers ?? systemTimers;
    this.epoch = options.epoch ?? options.clock.now().toString(36);
    this.streams = new StreamCount(options.limits ?? {});
    this.portalStatus = { engine: 'starting', since: options.clock.now() };
  }

  attach(source: LiveSource): void {
    this.source = source;
    this.pokeAll();
  }

  subscribe(viewer: Viewer, owner?: StreamOwner): Subscription {
    if (this.isClosed) throw new AppError('overloaded', 'The portal is shutting down.', { retryAfterMs: 2 * secondMs });
    if (owner) this.streams.add(owner);
    const subscription = new Subscription(viewer, owner, {
      epoch: this.epoch,
      now: () => this.options.clock.now(),
      status: () => this.portalStatus,
      queryFor: (question) => this.queryFor(question),
      sent: (frame) => this.sentSince.set(frame.type, (this.sentSince.get(frame.type) ?? 0) + 1),
      onClose: (closed) => this.forget(closed),
    });
    this.subscriptions.add(subscription);
    this.options.metrics.live.viewers.set(this.subscriptions.size);
    this.stopHeartbeat ??= this.timers.after(this.options.heartbeatMs ?? 15 * secondMs, () => this.beat());
    return subscription;
  }

  publish(batch: CommittedBatch): void {
    const room = this.roomOf(batch.workspace);
    room.recent.add(batch);
    // First the caches, which drop what the batch changed; then the questions, which would find it there.
    for (const listener of this.listeners) listener(batch);
    for (const query of room.queries.values()) query.touch(batch);
    this.countSent();
  }

  onBatch(listener: BatchListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  announce(workspaceId: string, incident: IncidentSummary): void {
    const frame = { type: 'incident', incident } as const;
    for (const subscription of this.subscriptions)
      if (subscription.owner?.workspaceId === workspaceId) subscription.announce(frame);
    this.countSent();
  }

  setStatus(status: PortalStatus): void {
    const before = this.portalStatus;
    this.portalStatus = status;
    const isSameEngine = before.engine === status.engine && before.message === status.message;
    if (isSameEngine && before.pace?.everyMs === status.pace?.everyMs) return;
    const frame: LiveFrame = { type: 'status', status };
    for (const subscription of this.subscriptions) subscription.statusChanged(frame);
    // A change of pace is no reason to ask for everything at once.
    if (status.engine === 'ready' && !isSameEngine) this.pokeAll();
  }

  stats(): { viewers: number; questions: number } {
    let questions = 0;
    for (const room of this.rooms.values()) questions += room.queries.size;
    return { viewers: this.subscriptions.size, questions };
  }

  owners(): StreamOwner[] {
    const owners = new Map<string, StreamOwner>();
    for (const { owner } of this.subscriptions) if (owner) owners.set(keyOf(owner), owner);
    return [...owners.values()];
  }

  endOf(ended: StreamOwner): void {
    const key = keyOf(ended);
    for (const subscription of this.subscriptions)
      if (subscription.owner && keyOf(subscription.owner) === key) this.end(subscription, secondMs, 'no_access');
  }

  drain(): void {
    this.isClosed = true;
    const open = [...this.subscriptions];
    open.forEach((subscription, index) => {
      // Spread evenly, or all readers would knock at the same moment when the portal is back.
      this.end(subscription, secondMs + Math.round((3 * secondMs * index) / open.length), 'stopping');
    });
    this.countSent();
  }

  close(): void {
    this.drain();
    for (const room of this.rooms.values()) for (const query of room.queries.values()) query.close();
    this.rooms.clear();
    this.listeners.clear();
    this.stopHeartbeat?.();
    this.stopHeartbeat = null;
  }

  private end(subscription: Subscription, retryInMs: number, reason: EndReason): void {
    subscription.close();
    subscription.viewer.close?.(retryInMs, reason);
    this.options.metrics.live.ended.inc({ reason });
  }

  private roomOf(workspaceId: string): Room {
    let room = this.rooms.get(workspaceId);
    if (!room) this.rooms.set(workspaceId, (room = { recent: new RecentBatches(), queries: new Map() }));
    return room;
  }

  private queryFor(question: LiveQuestion): LiveQuery {
    const { queries, recent } = this.roomOf(question.workspaceId);
    const known = queries.get(question.key);
    if (known) return known;
    const { clock, metrics, log, lingerMs = 5 * secondMs } = this.options;
    const tickMs = (): number => Math.max(this.options.tickMs ?? 150, this.portalStatus.pace?.everyMs ?? 0);
    const query = new LiveQuery(question, {
      ...{ clock, metrics, log, tickMs, lingerMs, recent },
      timers: this.timers,
      epoch: this.epoch,
      source: () => this.source,
      nextPosition: () => ++this.position,
      onIdle: () => {
        queries.delete(question.key);
        metrics.live.questions.set(this.stats().questions);
      },
    });
    queries.set(question.key, query);
    metrics.live.questions.set(this.stats().questions);
    return query;
  }

  private forget(subscription: Subscription): void {
    if (!this.subscriptions.delete(subscription)) return;
    if (subscription.owner) this.streams.remove(subscription.owner);
    this.options.metrics.live.viewers.set(this.subscriptions.size);
    if (this.subscriptions.size > 0) return;
    this.stopHeartbeat?.();
    this.stopHeartbeat = null;
  }

  private beat(): void {
    this.stopHeartbeat = this.timers.after(this.options.heartbeatMs ?? 15 * secondMs, () => this.beat());
    const now = this.options.clock.now();
    const { stalledMs = minuteMs, maxAgeMs = hourMs } = this.options;
    const frame: LiveFrame = { type: 'heartbeat', now };
    for (const subscription of this.subscriptions) {
      const isStalled = subscription.blockedAt !== null && now - subscription.blockedAt >= stalledMs;
      if (isStalled) this.end(subscription, secondMs, 'stalled');
      else if (now - subscription.openedAt >= maxAgeMs) this.end(subscription, secondMs, 'too_old');
      else subscription.heartbeat(frame);
    }
    this.countSent();
  }

  private pokeAll(): void {
    for (const room of this.rooms.values()) for (const query of room.queries.values()) query.poke();
  }

  /** Counted together, as a counter with labels costs as much as sending a frame. */
  private countSent(): void {
    for (const [type, count] of this.sentSince) this.options.metrics.live.frames.inc({ type }, count);
    this.sentSince.clear();
  }
}
