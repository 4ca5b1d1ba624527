import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { nextDueAt } from '../lib/alerts/tick/due-at';
import { sharingKey } from '../lib/alerts/tick/share-questions';
import { startAlerts } from '../lib/alerts/tick/start-alerts';
import { createAdmission } from '../lib/breaker/create-admission';
import { createBreakers } from '../lib/breaker/create-breakers';
import { createResultCache } from '../lib/cache/create-result-cache';
import type { Services } from '../lib/context';
import { openEngine } from '../lib/engine/client';
import { createLiveHub } from '../lib/live/create-hub';
import type { QuerySpecInput } from '../lib/model/query-spec';
import { ruleDocSchema } from '../lib/model/rule';
import { openStore } from '../lib/store/open';
import { createLogger } from '../lib/telemetry/logger';
import { createMetrics } from '../lib/telemetry/metrics';
import { systemClock } from '../lib/time/clock';
import { ms, percentile, type Figure } from './figures';
import { benchWorkspace, endOfEvents, loadGeneratedEvents } from './generated-events';

const count = Number(process.env.BENCH_EVENTS ?? 10_000_000);
const rules = 1_000;
const minutes = Number(process.env.BENCH_MINUTES ?? 2);
const minuteMs = 60_000;

/**
 * What 1,000 rules cost that are evaluated once a minute and ask 60 different questions of ten million events, with the real
 * engine and the embedded store. `BENCH_DATA` names a folder that keeps the events for the next run.
 */
export async function measureRules(): Promise<Figure[]> {
  const kept = process.env.BENCH_DATA;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sightglass-bench-rules-'));
  const { services, asked, lags, close } = await open(kept ?? path.join(folder, 'engine'), folder);
  try {
    const seconds = await loadGeneratedEvents(services.engine, count);
    await insertRules(services);
    const loop = startAlerts(services);
    // The first minute fills what the engine keeps in memory.
    await wait(minuteMs);
    const [queries, questions, evaluated, cpu] = [
      asked(),
      await total(services, 'questions'),
      await total(services, 'evaluations'),
      cpuOf(services),
    ];
    lags.length = 0;
    await wait(minutes * minuteMs);
    const per = (now: number, before: number) => Math.round((now - before) / minutes);
    const busy = cpuOf(services);
    const share = (part: 'engine' | 'portal') =>
      `${(((busy[part] - cpu[part]) / (minutes * minuteMs)) * 100).toFixed(0)} % of one core`;
    const figures = [
      { what: `${count.toLocaleString('en')} events loaded`, measured: `${seconds.toFixed(0)} s` },
      {
        what: `${rules} rules of 60 questions, evaluations per minute`,
        measured: String(per(await total(services, 'evaluations'), evaluated)),
      },
      { what: 'questions asked per minute', measured: String(per(await total(services, 'questions'), questions)) },
      { what: 'queries to the engine per minute', measured: String(per(asked(), queries)) },
      { what: 'processor time of the engine', measured: share('engine') },
      { what: 'processor time of evaluation and store', measured: share('portal') },
      { what: 'due → decision stored, p50', measured: ms(percentile(lags, 0.5)) },
      { what: 'the same, p95', measured: ms(percentile(lags, 0.95)) },
    ];
    await loop.stop();
    return figures;
  } finally {
    await close();
    await rm(folder, { recursive: true, force: true });
  }
}

const wait = (forMs: number) => new Promise((resolve) => setTimeout(resolve, forMs));

async function open(engineDir: string, folder: string) {
  const log = createLogger('silent');
  const metrics = createMetrics();
  const started = Date.now();
  // The generated events end now, whenever now is.
  const clock = { ...systemClock, now: () => endOfEvents - 5 * minuteMs + (Date.now() - started) };
  const hostEntry = path.resolve('dist/engine-host.mjs');
  const engine = await openEngine({
    ...{ config: { mode: 'embedded', dataDir: engineDir }, hostEntry },
    ...{ log, metrics, clock: systemClock },
  });
  const store = await openStore({ mode: 'pglite', dataDir: path.join(folder, 'store') }, { log });
  await store.workspaces.insert({
    ...{ id: benchWorkspace, slug: benchWorkspace, name: 'Bench', kind: 'main', timezone: 'UTC' },
    ...{ retentionDays: 90, createdAt: clock.now() },
  });
  let queries = 0;
  let ids = 0;
  const lags: number[] = [];
  const services = {
    ...{ clock, log, metrics, store },
    engine: {
      ...engine,
      query: (...args: Parameters<typeof engine.query>) => {
        queries += 1;
        return engine.query(...args);
      },
    },
    live: createLiveHub({ clock, metrics, log }),
    cache: createResultCache({ maxBytes: 64 * 1024 * 1024 }),
    admission: createAdmission({ clock, metrics }),
    breakers: createBreakers({ clock, metrics }),
    newId: () => `bench-${(ids += 1)}`,
    observe: (_name, value, properties) => {
      for (let n = 0; n < Number(properties.rules ?? 0); n += 1) lags.push(value);
    },
  } as Partial<Services> as Services;
  const close = async () => {
    await engine.close();
    await store.close();
  };
  return { services, asked: () => queries, lags, close };
}

const shop = ['page_view', 'view_item', 'add_to_cart', 'begin_checkout', 'purchase'];
const fields = ['country', 'browser', 'os', 'device'].map((name) => `properties.${name}`);
const where = (index: number) => (index % 3 === 0 ? [] : [['properties.country', '=', index % 3 === 1 ? 'DE' : 'US']]);

/** Twenty numbers, twenty breakdowns and twenty trends, over lengths from five minutes to a day. */
const questions: QuerySpecInput[] = Array.from({ length: 20 }, (_, index) => {
  const event = shop[index % shop.length] ?? 'page_view';
  const last = ['5m', '15m', '1h', '24h'][index % 4] ?? '1h';
  const base = { where: where(index), range: { last } };
  const by = [fields[index % fields.length] ?? 'properties.os'];
  return [
    { kind: 'total', measures: [{ agg: 'count', event }], ...base },
    { kind: 'breakdown', measures: [{ agg: 'p95', of: 'value', event }], by, ...base },
    { kind: 'trend', measures: [{ agg: 'users', event }], ...base },
  ] as QuerySpecInput[];
}).flat();

async function insertRules({ store, clock }: Services): Promise<void> {
  const now = clock.now();
  await store.transaction(async (tx) => {
    for (let n = 0; n < rules; n += 1) {
      const doc = ruleDocSchema.parse({
        name: `Rule ${n}`,
        spec: questions[n % questions.length],
        condition: { type: 'threshold', operator: '>', levels: [{ severity: 'critical', value: 1e9 + n }] },
      });
      const questionKey = sharingKey(benchWorkspace, doc.spec);
      await tx.rules.insert({
        ...{ id: `rule-${n}`, workspaceId: benchWorkspace, doc, version: 1, provisionedFrom: null },
        ...{ createdBy: 'bench', createdAt: now, updatedBy: 'bench', updatedAt: now, deletedAt: null },
        ...{ isEventDriven: false, evaluatedAt: null, lastError: null },
        dueAt: nextDueAt(doc, { questionKey, now, isActive: false }),
      });
    }
  });
}

async function total({ metrics }: Services, name: 'questions' | 'evaluations'): Promise<number> {
  const { values } = await metrics.alerts[name].get();
  return values.reduce((sum, { value }) => sum + value, 0);
}

/** Processor time so far, ms: of the engine as Linux counts it, and of this process, which has loop and store in it. */
function cpuOf({ engine }: Services): { engine: number; portal: number } {
  const { pid } = engine.status();
  const fieldsOf = pid === undefined ? [] : (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1] ?? '').split(' ');
  const { user, system } = process.cpuUsage();
  return { engine: (Number(fieldsOf[11]) + Number(fieldsOf[12])) * 10, portal: (user + system) / 1_000 };
}
