import { createAdmission } from '@/lib/breaker/create-admission';
import { createBreakers, type BreakerOptions } from '@/lib/breaker/create-breakers';
import { createResultCache } from '@/lib/cache/create-result-cache';
import type { Context } from '@/lib/context';
import type { Engine, EngineQuery } from '@/lib/engine/engine';
import { summaryIn, touchedName, type NameSummary } from '@/lib/ingest/name-summary';
import { createLiveHub } from '@/lib/live/create-hub';
import type { StoredEvent } from '@/lib/model/event';
import { watchInvalidation } from '@/lib/query/watch-invalidation';
import { createLogger } from '@/lib/telemetry/logger';
import { createMetrics } from '@/lib/telemetry/metrics';
import { startTestEngine, type TestEngine } from './engine';

export type QueryWorld = TestEngine & {
  ctx: Context;
  /** A clock that only moves when told to. */
  clock: { now(): number; monotonic(): number; set(now: number): void; advance(ms: number): void };
  /** Every query that reached the engine. */
  asked: EngineQuery[];
  /** Inserts events as one committed batch, and says so to the live hub unless told not to. */
  insert(events: readonly Partial<StoredEvent>[], how?: { silent?: boolean }): Promise<void>;
};

/** The real engine with the cache and the breaker in front of it, for one workspace. */
export async function startQueryWorld(now: number, breaker: Partial<BreakerOptions> = {}): Promise<QueryWorld> {
  const test = await startTestEngine();
  let time = now;
  const clock = {
    now: () => time,
    monotonic: () => performance.now(),
    set: (to: number) => void (time = to),
    advance: (ms: number) => void (time += ms),
  };
  const asked: EngineQuery[] = [];
  const engine: Engine = {
    ...test.engine,
    query: (query) => {
      asked.push(query);
      return test.engine.query(query);
    },
  };
  const metrics = createMetrics();
  const log = createLogger('silent');
  const live = createLiveHub({ clock, metrics, log });
  const services = {
    clock,
    metrics,
    log,
    engine,
    live,
    cache: createResultCache({ maxBytes: 64 * 1024 * 1024 }),
    admission: createAdmission({ clock, metrics }),
    breakers: createBreakers({ clock, metrics, ...breaker }),
  };
  const ctx = {
    ...services,
    observe: () => undefined,
    actor: { kind: 'user', userId: 'u1', email: 'a@example.test', workspaceId: 'w1', role: 'viewer' },
    requestId: 'test',
  } as unknown as Context;
  const stopWatching = watchInvalidation(ctx);
  let batches = 0;
  return {
    ...test,
    ctx,
    clock,
    asked,
    async insert(events, how = {}) {
      batches += 1;
      const rows = events.map((event, index) => fullEvent(event, `${batches}-${index}`, time));
      await test.engine.insert({
        table: 'events',
        rows: Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n')),
        token: `batch-${batches}`,
      });
      if (how.silent === true) return;
      for (const workspace of new Set(rows.map((row) => row.workspace))) {
        const own = rows.filter((row) => row.workspace === workspace);
        live.publish({ workspace, sequence: batches, committedAt: time, names: namesOf(own) });
      }
    },
    async stop() {
      stopWatching();
      live.close();
      await test.stop();
    },
  };
}

function namesOf(rows: readonly StoredEvent[]) {
  const names = new Map<string, NameSummary>();
  for (const { name, timestamp } of rows) {
    const summary = summaryIn(names, name);
    summary.rows += 1;
    summary.times.add(timestamp);
  }
  return [...names].map(([name, summary]) => touchedName(name, summary));
}

export function fullEvent(event: Partial<StoredEvent>, id: string, now: number): StoredEvent {
  return {
    workspace: 'w1',
    name: 'view',
    timestamp: now,
    received_at: now,
    event_id: id,
    user_id: '',
    session_id: '',
    value: null,
    properties: {},
    ...event,
  };
}
