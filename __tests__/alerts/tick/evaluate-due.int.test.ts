import { AppError } from '@/lib/errors/app-error';
import type { AlertStep } from '@/lib/incidents/record-alerts';
import { minute, noon } from '../world';
import { errors, limit, startTickWorld, type TickWorld } from './world';

jest.setTimeout(60_000);
let world: TickWorld;
beforeAll(async () => {
  world = await startTickWorld(noon);
});
afterAll(() => world.close());
afterEach(async () => {
  for (const { id } of await world.store.rules.list('w1'))
    await world.store.rules.update('w1', id, { deletedAt: 1, dueAt: null });
  await world.store.rules.purge(2);
  world.steps.length = 0;
  world.asked.length = 0;
  // What one test sent is out of the windows of the next.
  world.clock.advance(60 * minute);
});

const send = (name: string, count: number, more: Record<string, unknown> = {}) =>
  world.insert(Array.from({ length: count }, () => ({ name, timestamp: world.clock.now() - 1_000, ...more })));
const kinds = () => world.steps.map(({ kind }) => kind);
const fired = () => world.steps.filter((step): step is Extract<AlertStep, { kind: 'fired' }> => step.kind === 'fired');

it('fires when the limit is passed and resolves when it is not any more, each once', async () => {
  const id = await world.add({ labels: { team: 'web' }, annotations: { summary: 'Many errors' } });
  await world.evaluate();
  expect(await world.statusOf(id)).toEqual({ '': 'inactive' });
  await send('error', 5);
  const at = await world.next();
  await world.next();
  expect(kinds()).toEqual(['fired']);
  expect(fired()[0]).toMatchObject({
    alert: {
      ruleId: id,
      labels: { alertname: id, severity: 'critical', team: 'web' },
      annotations: { summary: 'Many errors' },
      severity: 'critical',
      startsAt: at,
      value: 5,
      because: '5 > 3',
    },
    everyMs: minute,
    lastIncidentId: null,
  });
  expect(fired()[0]?.alert.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  const [row] = await world.store.ruleSeries.list([id]);
  expect(row).toMatchObject({ alertId: fired()[0]?.alert.id, lastIncidentId: 'i1' });
  world.clock.advance(6 * minute);
  await world.evaluate();
  expect(kinds()).toEqual(['fired', 'resolved']);
  expect(await world.store.ruleSeries.list([id])).toMatchObject([{ alertId: null, lastIncidentId: 'i1' }]);
  await send('error', 5);
  await world.next();
  expect(fired()[1]).toMatchObject({ lastIncidentId: 'i1' });
});

it('keeps the chart of the series that fired, with its limits, as it was', async () => {
  const spec = { ...errors, kind: 'breakdown' as const, by: ['properties.service'] };
  await world.add({ spec, unit: 'per_second' });
  await send('error', 5, { properties: { service: 'shop' } });
  await send('error', 4, { properties: { service: 'pay' } });
  await world.evaluate();
  expect(fired()).toHaveLength(2);
  const evidence = fired().find(({ alert }) => alert.labels.service === 'shop')?.evidence;
  expect(evidence?.spec).toMatchObject({ kind: 'trend', grain: '5m', where: [['properties.service', '=', 'shop']] });
  expect(evidence).toMatchObject({ unit: 'per_second', lines: [{ value: 3, severity: 'critical' }] });
  const data = evidence?.answer.data;
  expect(data?.kind === 'trend' && data.series[0]?.values.at(-1)).toBe(5);
});

/** What the chart of the first alert shows, as minutes before it and values. */
function judged(): [number, number | null][] {
  const { alert, evidence } = fired()[0] ?? {};
  const data = evidence?.answer.data;
  if (alert === undefined || data?.kind !== 'trend') return [];
  return data.buckets.map((at, index) => [(alert.startsAt - at) / minute, data.series[0]?.values[index] ?? null]);
}

it('shows what was judged and not what beside it the buckets of a clock count', async () => {
  const hidden = { agg: 'max' as const, of: 'value', hidden: true };
  const fiveSharp = Math.ceil(world.clock.now() / (5 * minute)) * 5 * minute;
  world.clock.set(fiveSharp);
  await send('crash', 5);
  world.clock.set(fiveSharp + minute + 7_000);
  await send('crash', 5);
  await world.add({ spec: { ...errors, measures: [hidden, { agg: 'count', event: 'crash' }] }, condition: limit(7) });
  await world.evaluate();
  const [alert, evidence] = [fired()[0]?.alert, fired()[0]?.evidence];
  expect(alert).toMatchObject({ value: 10, because: '10 > 7' });
  expect(evidence?.lines).toEqual([{ value: 7, severity: 'critical' }]);
  expect(evidence?.answer.data).toMatchObject({ grain: '1m', series: [{ measure: 1 }] });
  expect(judged().length).toBeGreaterThanOrEqual(60);
  expect(judged().at(-1)).toEqual([0, 10]);
  const before = judged().slice(0, -1);
  expect(before.every(([ago, value]) => ago > 0 && value !== null && value <= 7)).toBe(true);
  expect(before.some(([, value]) => value === 5)).toBe(true);
});

it('shows what was judged also of values that do not add up', async () => {
  const users = { agg: 'users' as const, event: 'error' };
  await send('error', 1, { user_id: 'u1', timestamp: world.clock.now() - 7 * minute });
  await world.insert(['u1', 'u2', 'u3'].map((user_id) => ({ name: 'error', user_id })));
  await world.add({ spec: { ...errors, measures: [users] }, condition: limit(2) });
  await world.evaluate();
  expect(judged().at(-1)).toEqual([0, 3]);
  expect(judged().flatMap(([, value]) => (value === 0 || value === null ? [] : [value]))).toEqual([1, 3]);
  expect(fired()[0]?.evidence?.lines).toEqual([{ value: 2, severity: 'critical' }]);
});

it('shows the question over time when what was judged cannot be had', async () => {
  const spec = { ...errors, range: { last: '97s' } };
  await world.add({ spec });
  await send('error', 5);
  await world.evaluate();
  expect(fired()[0]?.evidence).toMatchObject({
    spec: { kind: 'trend' },
    answer: { data: { kind: 'trend' } },
    lines: [],
  });
});

it('waits for as long as the rule says before it fires', async () => {
  const id = await world.add({ for: '2m' });
  await send('error', 5);
  await world.evaluate();
  const first = world.clock.now();
  const statuses: string[] = [];
  while (kinds().length === 0) {
    statuses.push((await world.statusOf(id))[''] ?? '');
    await world.next();
  }
  expect(new Set(statuses)).toEqual(new Set(['pending']));
  expect(fired()[0]?.alert.startsAt).toBeGreaterThanOrEqual(first + 2 * minute);
  expect(fired()[0]?.alert.startsAt).toBeLessThan(first + 3 * minute);
});

it('asks once for rules that share a question, and each judges its own measure', async () => {
  const p95 = { agg: 'p95' as const, of: 'value', event: 'slow' };
  const count = { agg: 'count' as const, event: 'slow' };
  const total = { kind: 'total' as const, range: { last: '5m' } };
  await world.add({ name: 'counts', spec: { ...total, measures: [count] }, condition: limit(2) });
  await world.add({ name: 'counts more', spec: { ...total, measures: [count] }, condition: limit(100) });
  await world.add({ name: 'slow', spec: { ...total, measures: [p95] }, condition: limit(50) });
  await world.add({ name: 'both', spec: { ...total, measures: [p95, count] }, measure: 1, condition: limit(2) });
  await send('slow', 3, { value: 70 });
  await world.evaluate();
  const questions = world.asked.filter(({ sql }) => !sql.includes('GROUP BY'));
  expect(questions).toHaveLength(1);
  expect(fired().map(({ alert }) => alert.labels.alertname)).toEqual(
    expect.arrayContaining(['counts', 'slow', 'both']),
  );
  expect(fired()).toHaveLength(3);
});

it('says of a question that fails what is wrong, and treats its series as the rule says', async () => {
  const sql = { kind: 'sql' as const, sql: 'SELECT nonsense FROM events' };
  const alerting = await world.add({ spec: sql, condition: limit(1), onError: 'alert' });
  const keeping = await world.add({ spec: sql, condition: limit(1), onError: 'keep' });
  await world.evaluate();
  expect(fired().map(({ alert }) => [alert.ruleId, alert.severity])).toEqual([[alerting, 'warning']]);
  expect(fired()[0]?.alert.because).toMatch(/nonsense/);
  expect(await world.statusOf(keeping)).toEqual({ '': 'error' });
  expect((await world.store.rules.find('w1', keeping))?.lastError).toMatch(/nonsense/);
});

it('says one time that there is no data when the rule wants it so, in an alert that ends by itself', async () => {
  const spec = {
    kind: 'total' as const,
    measures: [{ agg: 'avg' as const, of: 'value', event: 'gauge' }],
    range: { last: '5m' },
  };
  await world.add({ spec, noData: 'notify_once' });
  for (let n = 0; n < 4; n += 1) await world.next();
  expect(fired()).toHaveLength(1);
  expect(fired()[0]?.alert).toMatchObject({ because: 'No data', severity: 'warning' });
  expect(fired()[0]?.alert.expiresAt).toBe((fired()[0]?.alert.startsAt ?? 0) + 15 * minute);
});

it.each(['stale', 'cached'] as const)('decides nothing by a %s answer, and says so', async (freshness) => {
  const id = await world.add({});
  await send('error', 5);
  const { ask } = world.tick;
  world.tick.ask = async (...question) => {
    const answer = await ask(...question);
    return { ...answer, meta: { ...answer.meta, freshness, reason: 'engine_restarting' } };
  };
  await world.evaluate();
  expect(kinds()).toEqual([]);
  expect(await world.statusOf(id)).toEqual({});
  expect((await world.store.rules.find('w1', id))?.lastError).toBe('Not judged: engine_restarting');
  world.tick.ask = ask;
  await world.next();
  expect(kinds()).toEqual(['fired']);
  expect((await world.store.rules.find('w1', id))?.lastError).toBeNull();
});

it('never takes an answer from the cache', async () => {
  await world.add({});
  await world.evaluate();
  await world.insert(
    Array.from({ length: 5 }, () => ({ name: 'error', timestamp: world.clock.now() })),
    { silent: true },
  );
  await world.next();
  expect(kinds()).toEqual(['fired']);
});

/** Does something while the rule's question is in the engine. */
function meanwhile(act: () => Promise<unknown>): () => void {
  const { ask } = world.tick;
  world.tick.ask = async (...question) => {
    const answer = await ask(...question);
    await act();
    return answer;
  };
  return () => void (world.tick.ask = ask);
}

it('writes nothing of a rule that was switched off while it was evaluated', async () => {
  const id = await world.add({});
  await send('error', 5);
  const back = meanwhile(() => world.store.rules.update('w1', id, { dueAt: null }));
  await world.evaluate();
  back();
  expect(kinds()).toEqual([]);
  expect(await world.store.ruleSeries.list([id])).toEqual([]);
  expect(await world.store.rules.find('w1', id)).toMatchObject({ dueAt: null, evaluatedAt: null });
});

it('writes nothing when the lease went to another portal, which decides instead', async () => {
  const id = await world.add({});
  await send('error', 5);
  let claims = 0;
  const back = meanwhile(async () => {
    if ((claims += 1) > 1) return;
    world.clock.advance(31_000);
    const other = await world.store.rules.claimDue({ token: 'b', now: world.clock.now(), leaseMs: 30_000, limit: 9 });
    expect(other.map((rule) => rule.id)).toEqual([id]);
  });
  await world.evaluate();
  expect(kinds()).toEqual([]);
  back();
  world.clock.advance(31_000);
  await world.evaluate();
  expect(kinds()).toEqual(['fired']);
});

it('undoes everything when recording fails, and decides the same at the next try', async () => {
  const id = await world.add({});
  await send('error', 5);
  const { record } = world.tick;
  world.tick.record = () => Promise.reject(new AppError('internal', 'the store is full'));
  await world.evaluate();
  expect(await world.store.ruleSeries.list([id])).toEqual([]);
  world.tick.record = record;
  world.clock.advance(31_000);
  await world.evaluate();
  expect(kinds()).toEqual(['fired']);
});

it('leaves a rule that this version cannot read alone and goes on with the others', async () => {
  const broken = await world.add({}, { id: 'broken' });
  await world.store.rules.update('w1', broken, { doc: { name: 'from the future' } });
  await world.add({});
  await send('error', 5);
  await world.evaluate();
  expect(kinds()).toEqual(['fired']);
  expect((await world.store.rules.find('w1', broken))?.lastError).toMatch(/^This version cannot read the rule: /);
});

it('gives rules back that it has no time to begin', async () => {
  const id = await world.add({});
  const { isStopping } = world.tick;
  world.tick.isStopping = () => true;
  const dueAt = (await world.store.rules.find('w1', id))?.dueAt;
  const { claimRules } = await import('@/lib/alerts/tick/evaluate-due');
  await (await claimRules(world.tick)).run();
  world.tick.isStopping = isStopping;
  expect(await world.store.rules.find('w1', id)).toMatchObject({ dueAt, evaluatedAt: null });
  expect(await world.evaluate()).toBe(1);
});

it('tells of a service that stopped reporting soon after its time, also when the others go on', async () => {
  const spec = {
    kind: 'breakdown' as const,
    measures: [{ agg: 'count' as const, event: 'beat' }],
    by: ['properties.service'],
    range: { last: '1h' },
  };
  const condition = { type: 'absence' as const, levels: [{ severity: 'critical' as const, after: '5m' }] };
  await world.add({ spec, condition });
  const stoppedAt = world.clock.now() + 2 * minute;
  for (let n = 0; n < 12 && kinds().length === 0; n += 1) {
    await send('beat', 1, { properties: { service: 'shop' } });
    if (world.clock.now() <= stoppedAt) await send('beat', 1, { properties: { service: 'pay' } });
    await world.next();
  }
  expect(fired().map(({ alert }) => alert.labels.service)).toEqual(['pay']);
  const waited = world.clock.now() - stoppedAt;
  expect(waited).toBeGreaterThan(4 * minute);
  expect(waited).toBeLessThanOrEqual(8 * minute);
});

it('learns from history at its first look, stays small, and judges what comes then', async () => {
  const zone = world.clock.now();
  const at = (n: number) => Math.floor(zone / minute) * minute - n * minute;
  const usual = Array.from({ length: 1_200 }, (_, n) => ({
    name: 'load',
    timestamp: at(n + 1),
    value: 100 + ((n * 7919) % 13),
  }));
  await world.insert(usual);
  const spec = {
    kind: 'trend' as const,
    measures: [{ agg: 'avg' as const, of: 'value', event: 'load' }],
    range: { last: '1h' },
    grain: '1m' as const,
  };
  const id = await world.add({ spec, condition: { type: 'anomaly' } });
  await world.evaluate();
  const [row] = await world.store.ruleSeries.list([id]);
  expect(row?.memory).toMatchObject({ anomaly: { learner: { seen: 1_200 } } });
  expect(JSON.stringify(row?.memory).length).toBeLessThan(40_000);
  for (let n = 0; n < 6 && kinds().length === 0; n += 1) {
    world.clock.advance(minute);
    await world.insert([{ name: 'load', timestamp: world.clock.now() - 30_000, value: 900 }]);
    await world.evaluate();
  }
  expect(kinds()).toEqual(['fired']);
  expect(fired()[0]).toMatchObject({ needsCorroboration: false });
});

it('measures how late it is, and how many questions it asked', async () => {
  await world.add({});
  await world.add({});
  world.observed.length = 0;
  world.clock.advance(7_000);
  await world.evaluate();
  expect(world.observed).toContainEqual({
    name: 'portal.evaluation',
    value: 7_000,
    properties: { rules: 2, result: 'decided' },
  });
  const text = await world.services.metrics.registry.metrics();
  expect(text).toMatch(/sightglass_alert_evaluations_total\{result="decided"\} \d+/);
  expect(text).toMatch(/sightglass_alert_questions_total \d+/);
});
