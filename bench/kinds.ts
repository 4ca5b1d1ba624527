import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createAdmission } from '../lib/breaker/create-admission';
import { createBreakers } from '../lib/breaker/create-breakers';
import { createResultCache } from '../lib/cache/create-result-cache';
import type { Context } from '../lib/context';
import { openEngine } from '../lib/engine/client';
import { isAppError } from '../lib/errors/app-error';
import { createLiveHub } from '../lib/live/create-hub';
import { catalog } from '../lib/query/catalog';
import { runQuery } from '../lib/query/run-query';
import { makeSummaries } from '../lib/query/summaries/make-summaries';
import { createLogger } from '../lib/telemetry/logger';
import { createMetrics } from '../lib/telemetry/metrics';
import { systemClock } from '../lib/time/clock';
import type { DesignRowId } from './design-rows';
import { median, ms, type Figure } from './figures';
import { kindQuestions, type Asked } from './kind-questions';
import { benchWorkspace, endOfEvents, loadGeneratedEvents } from './generated-events';

const count = Number(process.env.BENCH_EVENTS ?? 10_000_000);
const rounds = 5;

/**
 * Every kind of question at ten million events, through the whole of `runQuery` but HTTP. Cold is the first time it is
 * asked, warm the median of five more that skip the cache;
 * on two quiet cores that is between a half and the whole of the processor time. `BENCH_DATA` names a folder that keeps the events for the next run.
 */
export async function measureKinds(): Promise<Figure[]> {
  const kept = process.env.BENCH_DATA;
  const dataDir = kept ?? (await mkdtemp(path.join(os.tmpdir(), 'sightglass-bench-kinds-')));
  const ctx = await openContext(dataDir);
  try {
    const seconds = await loadGeneratedEvents(ctx.engine, count);
    const loaded = { what: `${count.toLocaleString('en')} events loaded`, measured: `${seconds.toFixed(0)} s` };
    const figures = [loaded];
    await forgetSummaries(ctx);
    for (const asked of kindQuestions) figures.push(...(await measure(ctx, asked)));
    figures.push(await measureValues(ctx), ...(await measureSummarised(ctx)));
    return figures;
  } finally {
    await ctx.engine.close();
    if (kept === undefined) await rm(dataDir, { recursive: true, force: true });
  }
}

export async function openContext(dataDir: string): Promise<Context> {
  const log = createLogger('silent');
  const metrics = createMetrics();
  const clock = { ...systemClock, now: () => endOfEvents };
  const engine = await openEngine({
    config: { mode: 'embedded', dataDir },
    hostEntry: path.resolve('dist/engine-host.mjs'),
    log,
    metrics,
    clock: systemClock,
  });
  return {
    clock,
    log,
    metrics,
    engine,
    live: createLiveHub({ clock, metrics, log }),
    cache: createResultCache({ maxBytes: 64 * 1024 * 1024 }),
    admission: createAdmission({ clock, metrics }),
    breakers: createBreakers({ clock, metrics }),
    observe: () => undefined,
    actor: { kind: 'user', userId: 'bench', email: 'bench@example.com', workspaceId: benchWorkspace, role: 'viewer' },
    requestId: 'bench',
  } as unknown as Context;
}

export async function timed(ask: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await ask();
  return performance.now() - started;
}

/** Processor time that the engine has used, ms, as Linux counts it in hundredths: what a busy machine does not stretch. */
export function engineTime(ctx: Context): number {
  const { pid } = ctx.engine.status();
  const fields = pid === undefined ? [] : (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1] ?? '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Nothing for a kind that this version cannot answer. */
async function measure(ctx: Context, { what, spec, goalMs, row }: Asked): Promise<Figure[]> {
  const ask = (): Promise<unknown> => runQuery(ctx, { spec, skipCache: true, purpose: 'warm' });
  try {
    const cold = await timed(ask);
    const before = engineTime(ctx);
    const warm: number[] = [];
    for (let round = 0; round < rounds; round += 1) warm.push(await timed(ask));
    const cpu = (engineTime(ctx) - before) / rounds;
    return [figureOf(what, { cold, warm, goalMs, cpu, row })];
  } catch (error) {
    if (isAppError(error) && error.code === 'query_rejected') {
      process.stdout.write(`  ${what}: skipped, ${error.message}\n`);
      return [];
    }
    throw error;
  }
}

/** A kept folder may have those of the last run. */
async function forgetSummaries({ engine }: Context): Promise<void> {
  for (const table of ['events_1d_by', 'events_1d_by_days'])
    await engine.command({ sql: `TRUNCATE TABLE ${table}`, timeoutMs: 60_000 });
}

/** Questions by a property once more, after its days were summarised: a portal that was asked them does that behind. */
async function measureSummarised(ctx: Context): Promise<Figure[]> {
  const asked = kindQuestions.filter(({ spec }) => spec.kind === 'breakdown');
  const fields = new Set(asked.flatMap(({ spec }) => ('by' in spec ? (spec.by ?? []) : [])));
  const { signal } = new AbortController();
  let days = 0;
  const took = await timed(async () => {
    const of = { workspaceId: benchWorkspace, keys: [...fields], signal };
    days = (await makeSummaries(ctx, of, { share: 1 })).made;
  });
  const figures: Figure[] = [{ what: `${days} days summarised by ${[...fields].join(', ')}`, measured: ms(took) }];
  for (const { what, spec } of asked) figures.push(...(await measure(ctx, { what: `${what}, days summarised`, spec })));
  return figures;
}

type Times = { cold: number; warm: number[]; goalMs: number | undefined; cpu: number; row?: DesignRowId | undefined };

function figureOf(what: string, times: Times): Figure {
  const { cold, warm, goalMs, cpu, row } = times;
  const middle = median(warm);
  return {
    what,
    measured: `cold ${ms(cold)}, warm ${ms(middle)} (least ${ms(Math.min(...warm))}), ${ms(cpu)} of processor`,
    ...(goalMs === undefined ? {} : { goal: `warm ≤ ${goalMs} ms`, isMet: middle <= goalMs }),
    ...(row && { row, value: middle }),
  };
}

/** What a filter offers, asked once each, as an answer is remembered: for properties, rare texts in them, and one that there is not. */
async function measureValues(ctx: Context): Promise<Figure> {
  const fields = ['country', 'path', 'browser', 'os', 'device', 'referrer', 'unknown'];
  const searches = [{}, { search: '77' }];
  const times: number[] = [];
  const before = engineTime(ctx);
  for (const search of searches)
    for (const field of fields)
      times.push(await timed(() => catalog(ctx, { field: `properties.${field}`, ...search })));
  const [cold = Number.NaN, ...warm] = times;
  const cpu = (engineTime(ctx) - before) / times.length;
  return figureOf('filter values of a property', { cold, warm, goalMs: 100, cpu });
}
