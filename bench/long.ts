import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Context } from '../lib/context';
import { isAppError } from '../lib/errors/app-error';
import { overviewPanels } from '../lib/dashboards/overview/overview-panels';
import type { EventSummary, PanelView } from '../lib/dashboards/overview/panel-parts';
import type { SummaryKey } from '../lib/model/summary-key';
import type { QuerySpecInput } from '../lib/model/query-spec';
import { parseSpec } from '../lib/query/parse-spec';
import { refreshed } from '../lib/query/refresh';
import { runQuery } from '../lib/query/run-query';
import { specKey } from '../lib/query/spec-key';
import { makeSummaries } from '../lib/query/summaries/make-summaries';
import { summaryKeyText } from '../lib/query/summaries/summary-key';
import { median, ms, ratio, type Figure } from './figures';
import { endOfEvents } from './generated-events';
import { engineTime, openContext, timed } from './kinds';
import { loadLongEvents, longWorkspace, settle, shortWorkspace } from './long-data';

const count = Number(process.env.BENCH_EVENTS ?? 100_000_000);
const rounds = 5;
const ticks = 31;
const goalMs = 200;

/** A number for reports that put several parts side by side. */
type Measured = { what: string; measured: number; goal?: number; unit: string };

/**
 * Every panel of the overview over 90 days of `BENCH_EVENTS` events, without the cache; the live tick there against a million; and
 * what an event costs on disk. `BENCH_DATA` names a folder that keeps the events for the next run.
 */
export async function measureLong(): Promise<Figure[]> {
  const kept = process.env.BENCH_DATA;
  const dataDir = kept ?? (await mkdtemp(path.join(os.tmpdir(), 'sightglass-bench-long-')));
  const ctx = await openContext(dataDir);
  const numbers: Measured[] = [];
  try {
    const seconds = await loadLongEvents(ctx.engine, count);
    const figures: Figure[] = [
      { what: `${count.toLocaleString('en')} events of 90 days loaded`, measured: `${seconds.toFixed(0)} s` },
    ];
    figures.push(...(await measureMaking(ctx, numbers)));
    for (const asked of overviewQuestions()) figures.push(await measurePanel(ctx, asked, numbers));
    for (const asked of tickQuestions) figures.push(await measureTick(ctx, asked, numbers));
    figures.push(...(await measureStorage(ctx, numbers)));
    return figures;
  } finally {
    writeFileSync('bench/results/long.json', `${JSON.stringify(numbers, null, 2)}\n`);
    await ctx.engine.close();
    if (kept === undefined) await rm(dataDir, { recursive: true, force: true });
  }
}

const plainKey: SummaryKey = { field: null, conditions: [], zone: null };
/** What a portal comes to summarise for the questions below. */
const summaryKeys: { what: string; key: SummaryKey }[] = [
  { what: 'properties.path', key: { ...plainKey, field: 'properties.path' } },
  { what: 'properties.country', key: { ...plainKey, field: 'properties.country' } },
  { what: 'days in Berlin', key: { ...plainKey, zone: 'Europe/Berlin' } },
  { what: 'a filter on the value', key: { ...plainKey, conditions: [['value', '>', 300]] } },
];

/** The summaries of what the questions below are about, made at once; a portal takes pauses as long as its work. */
async function measureMaking(ctx: Context, numbers: Measured[]): Promise<Figure[]> {
  const { signal } = new AbortController();
  const figures: Figure[] = [];
  for (const { what, key } of summaryKeys) {
    const before = engineTime(ctx);
    let days = 0;
    const took = await timed(async () => {
      const done = await makeSummaries(
        ctx,
        { workspaceId: longWorkspace, keys: [summaryKeyText(key)], signal },
        { share: 1 },
      );
      days = done.made;
    });
    const perDay = days === 0 ? Number.NaN : took / days;
    if (days > 0) numbers.push({ what: `a day summarised by ${what}`, measured: Math.round(perDay), unit: 'ms' });
    const cpu = ms((engineTime(ctx) - before) / Math.max(1, days));
    const measured = days === 0 ? 'were there' : `${ms(perDay)} a day, ${cpu} of processor`;
    figures.push({ what: `${days} days summarised by ${what}`, measured });
  }
  await settle(ctx.engine);
  return figures;
}

/** `isBeyond`: no overview asks it, so the goal is not about it. */
type Asked = { what: string; spec: QuerySpecInput; isBeyond?: true };

const inWorkspace = (ctx: Context, workspaceId: string): Context => ({ ...ctx, actor: { ...ctx.actor, workspaceId } });

/** The overview of a workspace whose events have values and of one whose have none, and the shapes that only the sample's has. */
function overviewQuestions(): Asked[] {
  const at: PanelView = {
    view: { range: { last: '90d' }, grain: 'auto', compare: 'previous', filters: [] },
    timezone: 'Europe/Berlin',
  };
  const dimensions = ['properties.path', 'properties.country', 'properties.browser'];
  const summary = (hasValue: boolean): EventSummary[] => [{ name: 'page_view', count: 1, hasValue, dimensions }];
  const asked = [true, false].flatMap((hasValue) =>
    overviewPanels({ ...at, workspaceKind: 'main', events: summary(hasValue) }).flatMap((panel) => [
      ...('spec' in panel && panel.spec ? [{ what: panel.title, spec: panel.spec }] : []),
      ...(panel.spark === undefined ? [] : [{ what: `${panel.title}, spark`, spec: panel.spark }]),
    ]),
  );
  const own = { range: at.view.range, timezone: at.timezone, compare: 'previous' as const };
  const views = { agg: 'count' as const, event: 'page_view' };
  const others: Asked[] = [
    {
      what: 'slow views (a filter on the value)',
      spec: { kind: 'total', measures: [{ ...views, where: [['value', '>', 300]] }], ...own },
    },
    {
      what: 'busiest countries of one event',
      spec: { kind: 'breakdown', measures: [views], by: ['properties.country'], top: 8, other: true, ...own },
    },
    {
      what: 'countries by users',
      isBeyond: true,
      spec: {
        kind: 'breakdown',
        measures: [{ agg: 'users' }],
        by: ['properties.country'],
        top: 8,
        other: true,
        ...own,
      },
    },
  ];
  const known = new Set<string>();
  return [...asked, ...others].filter(({ spec }) => {
    const key = JSON.stringify(spec);
    return !known.has(key) && known.add(key);
  });
}

/** What an open dashboard asks again and again: trends know their closed buckets, so a tick costs the open one. */
const tickQuestions: Asked[] = [
  {
    what: 'trend by hour of 24 h',
    spec: { kind: 'trend', measures: [{ agg: 'count' }, { agg: 'users' }], grain: '1h', range: { last: '24h' } },
  },
  {
    what: 'trend by day of 90 days',
    spec: { kind: 'trend', measures: [{ agg: 'count' }, { agg: 'users' }], grain: '1d', range: { last: '90d' } },
  },
  { what: 'total of 24 h', spec: { kind: 'total', measures: [{ agg: 'count' }], range: { last: '24h' } } },
  { what: 'total of 90 days', spec: { kind: 'total', measures: [{ agg: 'count' }], range: { last: '90d' } } },
];

async function repeated(
  ctx: Context,
  ask: () => Promise<unknown>,
): Promise<{ cold: number; warm: number; cpu: number }> {
  const cold = await timed(ask);
  const before = engineTime(ctx);
  const warm: number[] = [];
  // What takes seconds is not asked again and again.
  const times = cold > 3_000 ? 1 : rounds;
  for (let round = 0; round < times; round += 1) warm.push(await timed(ask));
  return { cold, warm: median(warm), cpu: (engineTime(ctx) - before) / times };
}

async function measurePanel(ctx: Context, { what, spec, isBeyond }: Asked, numbers: Measured[]): Promise<Figure> {
  const own = inWorkspace(ctx, longWorkspace);
  let source = 'nowhere: it took too long';
  const { cold, warm, cpu } = await repeated(ctx, async () => {
    try {
      ({ source } = (await runQuery(own, { spec, skipCache: true, purpose: 'warm' })).meta);
    } catch (error) {
      if (!isAppError(error) || error.code !== 'engine_timeout') throw error;
    }
  });
  const measured = `cold ${ms(cold)}, warm ${ms(warm)}, ${ms(cpu)} of processor, from ${source}`;
  const number = { measured: Math.round(warm), unit: 'ms' };
  if (isBeyond) {
    numbers.push({ what: `90 days, of no overview: ${what}`, ...number });
    return { what: `90 days, of no overview: ${what}`, measured };
  }
  numbers.push({ what: `90 days: ${what}`, ...number, goal: goalMs });
  return { what: `90 days: ${what}`, measured, goal: `≤ ${goalMs} ms`, isMet: warm <= goalMs };
}

/** The live refresh of a question that is known: the engine's part of a tick, in turns so that both see the same machine. */
async function measureTick(ctx: Context, { what, spec }: Asked, numbers: Measured[]): Promise<Figure> {
  // In the evening, so that the open buckets have something in them.
  const services = { ...ctx, clock: { ...ctx.clock, now: () => endOfEvents - 100 * 60_000 } };
  const query = parseSpec(spec);
  const refresh = (workspaceId: string): Promise<number> => {
    const question = { workspaceId, key: specKey(workspaceId, query), spec: query };
    return timed(() => refreshed(services, question, { purpose: 'live' }));
  };
  const times = { long: [] as number[], short: [] as number[] };
  for (let round = 0; round < ticks; round += 1) {
    times.long.push(await refresh(longWorkspace));
    times.short.push(await refresh(shortWorkspace));
  }
  const [long, short] = [median(times.long), median(times.short)];
  numbers.push({ what: `live tick, ${what}`, measured: Number((long / short).toFixed(2)), goal: 1.3, unit: '×' });
  return {
    what: `live tick, ${what}: at ${count.toLocaleString('en')} events / at a million`,
    measured: `${ms(long)} / ${ms(short)} = ${ratio(long / short)}`,
    goal: '≤ 1.3 ×',
    isMet: long / short <= 1.3,
  };
}

async function measureStorage(ctx: Context, numbers: Measured[]): Promise<Figure[]> {
  const { rows: tables } = await ctx.engine.query<{ name: string; bytes: number; n: number }>({
    sql: `SELECT table AS name, toFloat64(sum(bytes_on_disk)) AS bytes, toFloat64(sum(rows)) AS n FROM system.parts
      WHERE database = 'sightglass' AND active AND rows > 10000 GROUP BY name ORDER BY bytes DESC`,
  });
  const events = tables.find(({ name }) => name === 'events')?.n ?? Number.NaN;
  const { rows: columns } = await ctx.engine.query<{ name: string; bytes: number }>({
    sql: `SELECT name, toFloat64(data_compressed_bytes) AS bytes FROM system.columns
      WHERE database = 'sightglass' AND table = 'events' ORDER BY bytes DESC LIMIT 12`,
  });
  const all = tables.reduce((sum, { bytes }) => sum + bytes, 0);
  const figure = (what: string, bytes: number): Figure => {
    const perEvent = Number((bytes / events).toFixed(2));
    numbers.push({ what, measured: perEvent, unit: 'bytes per event' });
    return { what, measured: `${perEvent} bytes per event` };
  };
  return [
    figure('storage, everything', all),
    ...tables.map(({ name, bytes }) => figure(`storage of ${name}`, bytes)),
    ...columns.map(({ name, bytes }) => figure(`storage of events.${name}`, bytes)),
  ];
}
