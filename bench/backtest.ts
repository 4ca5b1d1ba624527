import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { BacktestAnswer } from '../lib/model/backtest';
import type { RuleDocInput } from '../lib/model/rule';
import { backtestRule } from '../lib/alerts/verbs/backtest-rule';
import type { Context } from '../lib/context';
import { loadGeneratedEvents } from './generated-events';
import { engineTime, openContext, timed } from './kinds';
import { median, ms, type Figure } from './figures';

const count = Number(process.env.BENCH_EVENTS ?? 10_000_000);
const rounds = 3;

const views = { agg: 'count', event: 'page_view' } as const;
const window = { range: { last: '5m' } } as const;
const above = (value: number): RuleDocInput['condition'] => ({
  type: 'threshold',
  operator: '>',
  levels: [{ severity: 'critical', value, recovery: value * 0.8 }],
});

type Case = { what: string; doc: Omit<RuleDocInput, 'name'>; goalMs?: number };
const cases: Case[] = [
  {
    what: 'threshold on a count',
    doc: { spec: { kind: 'total', measures: [views], ...window }, condition: above(600) },
    goalMs: 1_000,
  },
  {
    what: 'threshold on a count by 5 countries',
    doc: {
      spec: { kind: 'breakdown', measures: [views], by: ['properties.country'], top: 5, ...window },
      condition: above(150),
    },
    goalMs: 1_000,
  },
  {
    what: 'threshold on a mean of the hour by 5 countries',
    doc: {
      spec: {
        kind: 'breakdown',
        measures: [{ agg: 'avg', of: 'value' }],
        by: ['properties.country'],
        top: 5,
        range: { last: '1h' },
      },
      condition: above(400),
    },
    goalMs: 1_000,
  },
  {
    what: 'trend by the minute',
    doc: { spec: { kind: 'trend', measures: [views], grain: '1m', range: { last: '1h' } }, condition: above(150) },
    goalMs: 1_000,
  },
  {
    what: 'change against the same weekday',
    doc: {
      spec: { kind: 'total', measures: [views], range: { last: '1h' } },
      condition: { type: 'change', against: 'week', levels: [{ severity: 'warning', by: 50 }] },
    },
    goalMs: 1_000,
  },
  {
    what: 'burn rate, four windows',
    doc: {
      spec: {
        kind: 'total',
        measures: [{ ...views, where: [['properties.device', '=', 'tablet']] }, views],
        ...window,
      },
      condition: { type: 'burn_rate', objective: 0.99 },
    },
  },
  {
    what: 'absence by country',
    doc: {
      spec: { kind: 'breakdown', measures: [views], by: ['properties.country'], ...window },
      condition: { type: 'absence', levels: [{ severity: 'warning', after: '15m' }] },
    },
  },
  {
    what: 'users, window by window',
    doc: { spec: { kind: 'total', measures: [{ agg: 'users' }], ...window }, condition: above(600) },
  },
  {
    what: 'anomaly by five minutes',
    doc: {
      spec: { kind: 'trend', measures: [views], grain: '5m', range: { last: '6h' } },
      condition: { type: 'anomaly' },
      every: '5m',
    },
  },
];

/**
 * Backtests over 30 days of ten million events, through the whole of the verb. Cold asks the engine, typed is the median of
 * changes of the limit within the next minute, which only judge anew. `BENCH_DATA` names a folder that keeps the events.
 */
export async function measureBacktests(): Promise<Figure[]> {
  const kept = process.env.BENCH_DATA;
  const dataDir = kept ?? (await mkdtemp(path.join(os.tmpdir(), 'sightglass-bench-backtest-')));
  const ctx = await openContext(dataDir);
  try {
    await loadGeneratedEvents(ctx.engine, count);
    const figures: Figure[] = [];
    for (const one of cases) figures.push(await measure(ctx, one));
    return figures;
  } finally {
    await ctx.engine.close();
    if (kept === undefined) await rm(dataDir, { recursive: true, force: true });
  }
}

/** Processor time of this process and the engine, ms: what a busy machine does not stretch. */
const processorTime = (ctx: Context): number => engineTime(ctx) + process.cpuUsage().user / 1_000;

async function measure(ctx: Context, { what, doc, goalMs }: Case): Promise<Figure> {
  let answer: BacktestAnswer | undefined;
  const ask = (name: string) => async () =>
    void (answer = await backtestRule(ctx, { doc: { ...doc, name }, days: 30 }));
  const before = processorTime(ctx);
  const cold = await timed(ask('cold'));
  const coldCpu = processorTime(ctx) - before;
  const typed: number[] = [];
  for (let round = 0; round < rounds; round += 1) typed.push(await timed(ask(`round ${round}`)));
  const typedCpu = (processorTime(ctx) - before - coldCpu) / rounds;
  const found = `${answer?.counts.alerts ?? 0} alerts of ${answer?.evaluations ?? 0} evaluations`;
  return {
    what: `backtest of 30 days: ${what}`,
    measured: `cold ${ms(cold)} (${ms(coldCpu)} of processor), typed ${ms(median(typed))} (${ms(typedCpu)}); ${found}`,
    ...(goalMs === undefined ? {} : { goal: `cold ≤ ${goalMs} ms`, isMet: cold <= goalMs }),
  };
}
