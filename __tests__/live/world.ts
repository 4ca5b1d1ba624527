import { createLiveHub, type HubOptions } from '@/lib/live/create-hub';
import type { CommittedBatch } from '@/lib/live/batch';
import type { EndReason, LiveQuestion, LiveSource, Viewer } from '@/lib/live/hub';
import type { Timers } from '@/lib/live/timers';
import type { Answer, AnswerMeta, TrendData } from '@/lib/model/answer';
import { querySpecSchema, type QuerySpec, type QuerySpecInput } from '@/lib/model/query-spec';
import type { LiveFrame, Patch } from '@/lib/model/live-frame';
import { createLogger } from '@/lib/telemetry/logger';
import { createMetrics } from '@/lib/telemetry/metrics';

/** 2026-03-02T12:00:00Z */
export const noon = 1_772_452_800_000;

/** A clock that moves only when told, and timers that follow it. */
export class FixedTime {
  private now = noon;
  private nextId = 0;
  private readonly waiting = new Map<number, { at: number; run: () => void }>();
  readonly clock = { now: () => this.now, monotonic: () => this.now };
  readonly timers: Timers = {
    after: (ms, run) => {
      const id = (this.nextId += 1);
      this.waiting.set(id, { at: this.now + ms, run });
      return () => this.waiting.delete(id);
    },
  };

  get timersLeft(): number {
    return this.waiting.size;
  }

  /** Moves on, running what falls due on the way, in order, with promises settled in between. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    await settle();
    for (;;) {
      const due = [...this.waiting].filter(([, { at }]) => at <= end).sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
      if (!due) break;
      const [id, { at, run }] = due;
      this.waiting.delete(id);
      this.now = Math.max(this.now, at);
      run();
      await settle();
    }
    this.now = end;
    await settle();
  }
}

/** Lets everything run that only waits for promises. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export function question(key: string, spec: Partial<QuerySpecInput> = {}, workspaceId = 'w1'): LiveQuestion {
  const whole = { kind: 'total', measures: [{ agg: 'count' }], range: { last: '1h' }, ...spec };
  return { workspaceId, key, spec: querySpecSchema.parse(whole) };
}

export function metaAt(asOf: number, more: Partial<AnswerMeta> = {}): AnswerMeta {
  return { asOf, freshness: 'fresh', ageMs: 0, tookMs: 1, rowsRead: 1, source: 'events', ...more };
}

export function totalAnswer(spec: QuerySpec, value: number, meta: AnswerMeta): Answer {
  return { data: { kind: 'total', values: [{ label: 'count', value }] }, query: spec, meta };
}

/** Counts what it is asked; answers the number of rows published so far, as a total or a trend. */
export class FakeSource implements LiveSource {
  snapshots = 0;
  refreshes = 0;
  refreshed: { key: string; batches: readonly CommittedBatch[] }[] = [];
  value = 0;
  /** When set, every call fails with it. */
  failure: Error | null = null;
  /** When set, calls wait for it. */
  gate: Promise<void> | null = null;
  meta: Partial<AnswerMeta> = {};

  constructor(private readonly time: FixedTime) {}

  async snapshot(asked: LiveQuestion): Promise<Answer> {
    this.snapshots += 1;
    await this.gate;
    if (this.failure) throw this.failure;
    return totalAnswer(asked.spec, this.value, metaAt(this.time.clock.now(), this.meta));
  }

  async refresh(
    asked: LiveQuestion,
    last: Answer,
    batches: readonly CommittedBatch[],
  ): Promise<{ patch: Patch; meta: AnswerMeta } | null> {
    this.refreshes += 1;
    this.refreshed.push({ key: asked.key, batches });
    await this.gate;
    if (this.failure) throw this.failure;
    const meta = metaAt(this.time.clock.now(), this.meta);
    const { data } = totalAnswer(asked.spec, this.value, meta);
    return JSON.stringify(last.data) === JSON.stringify(data) ? null : { patch: { kind: 'replace', data }, meta };
  }
}

/** A viewer that remembers its frames; slow when told. */
export class FakeViewer implements Viewer {
  frames: LiveFrame[] = [];
  isSlow = false;
  closedWith: number | null = null;
  endReason: EndReason | null = null;

  send(frame: LiveFrame): boolean {
    this.frames.push(frame);
    return !this.isSlow;
  }

  close(retryInMs: number, reason: EndReason): void {
    this.closedWith = retryInMs;
    this.endReason = reason;
  }

  types(): string[] {
    return this.frames.map((frame) => frame.type);
  }

  of(id: string) {
    return this.frames.filter((frame) => 'id' in frame && frame.id === id);
  }

  /** The number that a reader of these frames would show. */
  shown(id: string): number | null | undefined {
    const data = this.of(id).reduce<Answer['data'] | undefined>((last, frame) => {
      if (frame.type === 'snapshot') return frame.answer.data;
      if (frame.type === 'patch' && frame.patch.kind === 'replace') return frame.patch.data;
      return last;
    }, undefined);
    return data?.kind === 'total' ? data.values[0]?.value : undefined;
  }
}

export function world(options: Partial<HubOptions> = {}) {
  const time = new FixedTime();
  const source = new FakeSource(time);
  const metrics = createMetrics();
  const hub = createLiveHub({
    clock: time.clock,
    timers: time.timers,
    metrics,
    log: createLogger('silent'),
    source,
    epoch: 'e1',
    ...options,
  });
  let sequence = 0;
  const commit = (names: Record<string, number> | string = 'departure', at = time.clock.now(), workspace = 'w1') => {
    source.value += 1;
    const rows = typeof names === 'string' ? { [names]: 1 } : names;
    sequence += 1;
    hub.publish({
      workspace,
      sequence,
      committedAt: time.clock.now(),
      names: Object.entries(rows).map(([name, count]) => ({ name, rows: count, minTimestamp: at, maxTimestamp: at })),
    });
  };
  return { time, source, metrics, hub, commit };
}

export function trendOf(buckets: number[], values: number[]): TrendData {
  return { kind: 'trend', grain: '1m', buckets, series: [{ key: '0', label: 'count', measure: 0, group: [], values }] };
}
