import { backtest, type BacktestStep } from '@/lib/alerts/backtest';
import type { Reading } from '@/lib/alerts/reading';
import { readingsOf } from '@/lib/alerts/readings-of';
import { backtestRule } from '@/lib/alerts/verbs/backtest-rule';
import type { BacktestAnswer } from '@/lib/model/backtest';
import { ruleDocSchema, type RuleDoc, type RuleDocInput } from '@/lib/model/rule';
import { answerAsOf, historyAsking } from '@/lib/query/answer-as-of';
import { addDays } from '@/lib/time/zone';
import { openTestStore } from '../build/store';
import { startQueryWorld, type QueryWorld } from '../build/query-world';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
// Three days after Europe put its clocks back.
const now = Date.UTC(2026, 9, 28, 10, 7, 30);
const to = Math.floor(now / minute) * minute;
const services = ['api', 'cart', 'web'];
type Sent = { timestamp: number; service: string; value: number; ok: boolean; user: string };

/** A generator of random numbers from 0 to 1 that gives the same ones each time (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Busy and quiet hours, bursts, a service that falls silent for a day, and nothing on a whole minute. */
function sentEvents(): Sent[] {
  const next = random(42);
  const sent: Sent[] = [];
  for (let at = to - 12 * day; at < to; at += minute) {
    const isBusy = next() < 0.02;
    const many = isBusy ? Math.floor(next() * 12) : next() < 0.15 ? 1 : 0;
    for (let n = 0; n < many; n += 1) {
      const service = services[Math.floor(next() * services.length)] ?? 'api';
      const timestamp = at + 1 + Math.floor(next() * (minute - 2));
      const isSilent = service === 'cart' && at > to - 4 * day && at < to - 3 * day;
      // Halves add up without rounding, in whatever order.
      const value = Math.floor(next() * 200) / 2;
      const event = {
        timestamp,
        service,
        value,
        ok: next() > (isBusy ? 0.5 : 0.05),
        user: `u${Math.floor(next() * 9)}`,
      };
      if (!isSilent) sent.push(event);
    }
  }
  return sent;
}

let world: QueryWorld;
let store: Awaited<ReturnType<typeof openTestStore>>;
const sent = sentEvents();
beforeAll(async () => {
  store = await openTestStore();
  world = await startQueryWorld(now);
  world.ctx.store = store.store;
  const events = sent.map(({ timestamp, service, value, ok, user }) => ({
    timestamp,
    value,
    user_id: user,
    properties: { service, ok },
  }));
  await world.insert(events);
  await world.insert([{ workspace: 'other', timestamp: to - hour, properties: { service: 'foreign' } }]);
}, 60_000);
afterAll(async () => {
  await world.stop();
  await store.close();
});

const count = { agg: 'count', event: 'view' } as const;
const rule = (more: Omit<RuleDocInput, 'name'>): RuleDoc => ruleDocSchema.parse({ name: 'test', every: '5m', ...more });
const above = (value: number, recovery = value): RuleDocInput['condition'] => ({
  type: 'threshold',
  operator: '>',
  levels: [
    { severity: 'critical', value: value * 2 },
    { severity: 'warning', value, recovery },
  ],
});
const within = (events: readonly Sent[], from: number, until: number) =>
  events.filter(({ timestamp }) => timestamp >= from && timestamp < until);
const of = (service: string) => sent.filter((event) => event.service === service);
const byService = new Map(services.map((service) => [service, of(service)]));
const reading = (labels: Record<string, string>, more: Partial<Reading>): Reading => ({
  labels,
  values: [],
  previous: [],
  points: [],
  windows: {},
  ...more,
});

/** The same rule evaluated at the same times over what `look` counts itself. */
function expected(doc: RuleDoc, { everyMs, days }: { everyMs: number; days: number }, look: (at: number) => Reading[]) {
  const steps: BacktestStep[] = [];
  for (let at = to - days * day + everyMs; at <= to; at += everyMs)
    steps.push({ now: at, sight: { kind: 'readings', readings: look(at) } });
  return backtest(doc, steps);
}

async function compare(doc: RuleDoc, look: (at: number) => Reading[], everyMs = 5 * minute): Promise<BacktestAnswer> {
  const answer = await backtestRule(world.ctx, { doc, days: 7 });
  const wanted = expected(doc, { everyMs, days: 7 }, look);
  expect(answer.firings).toEqual(wanted.firings.slice(0, 500));
  expect(answer.counts).toEqual({
    alerts: wanted.firings.length,
    incidents: wanted.incidents,
    flaps: wanted.flaps,
    longestMs: wanted.longestMs,
    first: wanted.firings[0]?.from ?? null,
    open: wanted.firings.filter((firing) => firing.to === null).length,
  });
  expect(answer.counts.alerts).toBeGreaterThan(2);
  return answer;
}

describe('a backtest fires exactly where plain counting over all events says', () => {
  it('for a number over a window', async () => {
    const doc = rule({
      spec: { kind: 'total', measures: [count], range: { last: '15m' } },
      condition: above(6, 3),
      for: '5m',
    });
    const answer = await compare(doc, (at) => [reading({}, { values: [within(sent, at - 15 * minute, at).length] })]);
    expect(answer).toMatchObject({ from: to - 7 * day, to, evaluatedEvery: '5m', evaluations: 2_016, note: null });
    const [series] = answer.chart.series;
    expect(answer.chart.starts.length).toBeLessThanOrEqual(600);
    expect(series?.high).toHaveLength(answer.chart.starts.length);
    expect(Math.max(...(series?.high ?? []).map((value) => value ?? 0))).toBeGreaterThan(12);
  });

  it('for each group of a split, by the minute', async () => {
    const doc = rule({
      spec: { kind: 'breakdown', measures: [count], by: ['properties.service'], range: { last: '10m' } },
      condition: above(3),
      every: '1m',
      keepFiringFor: '3m',
    });
    await compare(
      doc,
      (at) =>
        [...byService].flatMap(([service, events]) => {
          const there = within(events, at - 10 * minute, at).length;
          return there === 0 ? [] : [reading({ service }, { values: [there] })];
        }),
      minute,
    );
  });

  it('for means, which are made of sums and counts, and formulas', async () => {
    const doc = rule({
      spec: {
        kind: 'total',
        measures: [
          { agg: 'avg', of: 'value' },
          { agg: 'max', of: 'value' },
          { ...count, hidden: true },
        ],
        formulas: [{ formula: 'B - A + C' }],
        range: { last: '30m' },
      },
      measure: 2,
      condition: above(70),
    });
    await compare(doc, (at) => {
      const values = within(sent, at - 30 * minute, at).map(({ value }) => value);
      if (values.length === 0) return [reading({}, { values: [null, null, null] })];
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const most = Math.max(...values);
      return [reading({}, { values: [mean, most, most - mean + values.length] })];
    });
  });

  it('for the closed buckets of a trend', async () => {
    const doc = rule({
      spec: {
        kind: 'trend',
        measures: [count],
        by: ['properties.service'],
        grain: '15m',
        range: { last: '2h' },
      },
      condition: above(3),
      every: '1m',
    });
    const grain = 15 * minute;
    await compare(
      doc,
      (at) =>
        [...byService].flatMap(([service, events]) => {
          const from = Math.floor((at - 2 * hour) / grain) * grain;
          if (within(events, from, at).length === 0) return [];
          const end = Math.floor(at / grain) * grain;
          return [reading({ service }, { values: [within(events, end - grain, end).length] })];
        }),
      minute,
    );
  });

  it('for a budget that burns', async () => {
    const doc = rule({
      spec: {
        kind: 'breakdown',
        measures: [{ ...count, where: [['properties.ok', '=', 'false']] }, count],
        by: ['properties.service'],
        range: { last: '5m' },
      },
      condition: {
        type: 'burn_rate',
        objective: 0.9,
        leastBad: 2,
        windows: [
          { severity: 'critical', long: '1h', short: '5m', burn: 4 },
          { severity: 'warning', long: '6h', short: '30m', burn: 2 },
        ],
      },
    });
    const lengths = { '1h': hour, '5m': 5 * minute, '6h': 6 * hour, '30m': 30 * minute };
    await compare(doc, (at) =>
      [...byService].flatMap(([service, events]) => {
        if (within(events, at - 6 * hour, at).length === 0) return [];
        const windows = Object.fromEntries(
          Object.entries(lengths).map(([name, ms]) => {
            const there = within(events, at - ms, at);
            return [name, [there.filter(({ ok }) => !ok).length, there.length]];
          }),
        );
        return [reading({ service }, { windows })];
      }),
    );
  });

  it('for series that fall silent', async () => {
    const doc = rule({
      spec: { kind: 'breakdown', measures: [count], by: ['properties.service'], range: { last: '1h' } },
      condition: {
        type: 'absence',
        levels: [
          { severity: 'warning', after: '2h' },
          { severity: 'critical', after: '6h' },
        ],
      },
    });
    const grain = 15 * minute;
    const answer = await compare(doc, (at) =>
      [...byService].flatMap(([service, events]) => {
        const from = Math.floor((at - 12 * hour) / grain) * grain;
        const end = Math.floor(at / grain) * grain;
        if (within(events, from, at).length === 0) return [];
        const points = [];
        for (let start = from; start < end; start += grain)
          points.push({ at: start, values: [within(events, start, start + grain).length] });
        return [reading({ service }, { values: points.at(-1)?.values ?? [], points })];
      }),
    );
    const day4 = answer.firings.find(({ labels, severity }) => labels.service === 'cart' && severity === 'critical');
    expect((day4?.to ?? 0) - (day4?.from ?? 0)).toBeGreaterThan(20 * hour);
  });

  it('for a day on the clock of a zone that put its clocks back', async () => {
    const doc = rule({
      spec: { kind: 'total', measures: [count], range: { last: '1d' }, timezone: 'Europe/Berlin' },
      condition: above(300, 290),
      every: '15m',
    });
    const answer = await compare(
      doc,
      (at) => [reading({}, { values: [within(sent, addDays('Europe/Berlin', at, -1), at).length] })],
      15 * minute,
    );
    expect(answer.note).toBeNull();
  });

  it('for what has changed since the week before', async () => {
    const doc = rule({
      spec: { kind: 'total', measures: [count], range: { last: '2h' }, timezone: 'Europe/Berlin' },
      condition: { type: 'change', against: 'week', levels: [{ severity: 'warning', by: 150 }], leastBase: 5 },
    });
    const week = (at: number) => addDays('Europe/Berlin', at, -7);
    await compare(doc, (at) => [
      reading(
        {},
        {
          values: [within(sent, at - 2 * hour, at).length],
          previous: [within(sent, week(at - 2 * hour), week(at)).length],
        },
      ),
    ]);
  });

  it('for users, in windows side by side', async () => {
    const doc = rule({
      spec: { kind: 'total', measures: [{ agg: 'users' }], range: { last: '30m' } },
      condition: above(4),
    });
    const answer = await compare(
      doc,
      (at) => [reading({}, { values: [new Set(within(sent, at - 30 * minute, at).map(({ user }) => user)).size] })],
      30 * minute,
    );
    expect(answer).toMatchObject({ evaluatedEvery: '30m', evaluations: 336 });
    expect(answer.note).toContain('once per window of 30 min');
  });
});

describe('the readings of history', () => {
  const specs: RuleDocInput['spec'][] = [
    {
      kind: 'trend',
      measures: [count, { agg: 'p95', of: 'value' }],
      by: ['properties.service'],
      range: { last: '6h' },
    },
    { kind: 'trend', measures: [{ agg: 'users' }], grain: '1d', range: { last: '7d' }, timezone: 'Europe/Berlin' },
    {
      kind: 'breakdown',
      measures: [{ agg: 'last', of: 'value' }],
      by: ['properties.service'],
      range: { last: 'today' },
    },
    { kind: 'total', measures: [{ agg: 'rate' }, { agg: 'min', of: 'value' }], range: { last: '1h' } },
  ];

  it.each(specs)('of $kind over $range.last are those of the question asked then', async (spec) => {
    const doc = rule({ spec, condition: above(1e9), every: '30m' });
    const answer = await backtestRule(world.ctx, { doc, days: 7 });
    // Every judged value of the chart's last bucket is that of the question at that time.
    const asking = historyAsking(world.ctx, { workspaceId: 'w1', class: 'alert', timeoutMs: 10_000 });
    const seen = readingsOf(await answerAsOf(doc.spec, to, asking), doc.spec);
    const judged = answer.chart.series.map(({ labels, high }) => [labels, high.at(-1)]);
    const wanted = seen.map(({ labels, values }) => {
      const [value = null] = values;
      return [labels, value === null ? null : Number(value.toPrecision(6))];
    });
    expect(new Map(judged.map(([labels, value]) => [JSON.stringify(labels), value]))).toEqual(
      new Map(wanted.map(([labels, value]) => [JSON.stringify(labels), value])),
    );
  });
});

describe('a backtest', () => {
  const doc = rule({ spec: { kind: 'total', measures: [count], range: { last: '15m' } }, condition: above(6) });

  it('asks the engine once while a limit is dragged', async () => {
    await backtestRule(world.ctx, { doc, days: 7 });
    const before = world.asked.length;
    const strict = await backtestRule(world.ctx, { doc: { ...doc, condition: above(4) }, days: 7 });
    const lax = await backtestRule(world.ctx, { doc: { ...doc, condition: above(8), name: 'Other' }, days: 7 });
    expect(world.asked.length).toBe(before);
    expect(strict.counts.alerts).toBeGreaterThan(lax.counts.alerts);
    world.clock.advance(minute);
    await backtestRule(world.ctx, { doc, days: 7 });
    expect(world.asked.length).toBe(before + 1);
    world.clock.set(now);
  });

  it('evaluates a question that is asked anew each time a few times, and says so', async () => {
    const spec = {
      kind: 'sql',
      sql: 'SELECT toFloat64(count()) AS n FROM events WHERE timestamp >= {from:DateTime64(3)} AND timestamp < {to:DateTime64(3)}',
      range: { last: '6h' },
    } as const;
    const answer = await backtestRule(world.ctx, { doc: rule({ spec, condition: above(20) }), days: 7 });
    expect(answer.evaluations).toBeGreaterThan(10);
    expect(answer.evaluations).toBeLessThanOrEqual(60);
    expect(answer.note).toContain(`evaluated ${answer.evaluations} times`);
  });

  it('shows what an anomaly rule expected', async () => {
    const spec: RuleDocInput['spec'] = { kind: 'trend', measures: [count], grain: '15m', range: { last: '6h' } };
    const answer = await backtestRule(world.ctx, { doc: rule({ spec, condition: { type: 'anomaly' } }), days: 7 });
    expect(answer.chart.series[0]?.expected?.some((band) => band !== null)).toBe(true);
  });

  it('of events that wake it says that it was evaluated by the minute', async () => {
    const answer = await backtestRule(world.ctx, { doc: { ...doc, every: 'event' }, days: 7 });
    expect(answer).toMatchObject({ evaluatedEvery: '1m', note: expect.stringContaining('wake') as string });
  });

  it('ends when nobody waits for it any more', async () => {
    const signal = AbortSignal.abort();
    const left = backtestRule({ ...world.ctx, signal }, { doc: { ...doc, every: '1m' }, days: 30 });
    await expect(left).rejects.toMatchObject({ code: 'query_rejected' });
  });
});
