import { evaluate, sightOf, timingOf, type SeriesRow } from '@/lib/alerts/evaluate';
import { alertLabels, signalOf } from '@/lib/alerts/signal-of';
import type { Answer, AnswerMeta } from '@/lib/model/answer';
import { querySpecSchema } from '@/lib/model/query-spec';
import { minute, noon, reading, readings, rule, run } from './world';

const of = (service: string, value: number | null) => reading(value, { labels: { service } });
const key = (service: string) => JSON.stringify([['service', service]]);
const steps = (...all: ReturnType<typeof run>) => all.map(({ statuses }) => statuses);
const threshold = rule;

describe('one rule over several series', () => {
  it('judges each by itself', () => {
    const [first, second] = run(threshold(), [readings(of('a', 5), of('b', 50)), readings(of('a', 50), of('b', 5))]);
    expect(first?.statuses).toEqual({ [key('a')]: 'inactive', [key('b')]: 'firing' });
    expect(second?.statuses).toEqual({ [key('a')]: 'firing', [key('b')]: 'resolved' });
    expect(second?.told).toEqual(['fired', 'resolved']);
  });
  it('resolves a series that is gone after two evaluations, while the others are there', () => {
    const states = steps(
      ...run(threshold(), [readings(of('a', 50), of('b', 5)), readings(of('b', 5)), readings(of('b', 5))]),
    );
    expect(states.map((state) => state[key('a')])).toEqual(['firing', 'firing', 'resolved']);
  });
  it('forgets a quiet series that is gone', () => {
    const states = steps(
      ...run(threshold(), [readings(of('a', 5), of('b', 5)), readings(of('b', 5)), readings(of('b', 5))]),
    );
    expect(states.at(-1)).toEqual({ [key('b')]: 'inactive' });
  });
  it('takes a value that is null as no data', () => {
    const doc = threshold({ noData: 'keep' });
    expect(steps(...run(doc, [readings(of('a', 50)), readings(of('a', null))])).at(-1)).toEqual({
      [key('a')]: 'no_data',
    });
  });
  it('takes an empty answer as no data of all series', () => {
    const doc = threshold({ noData: 'notify_once' });
    const told = run(doc, [readings(of('a', 5), of('b', 50)), readings(), readings()]).map((step) => step.told);
    expect(told).toEqual([['fired'], ['blind', 'notice', 'blind', 'notice'], []]);
  });
  it('alerts about a question that never had an answer', () => {
    const states = run(threshold({ noData: 'alert', for: '1m' }), [readings(), readings()]);
    expect(states.at(-1)?.told).toEqual(['fired']);
    expect(states.at(-1)?.statuses).toEqual({ '[]': 'no_data' });
  });
  it('keeps its state through an error of the engine, and says what it was', () => {
    const [, second] = run(threshold(), [readings(of('a', 50)), { kind: 'error', message: 'The query took too long' }]);
    expect(second?.statuses).toEqual({ [key('a')]: 'error' });
    expect(second?.evaluated.transitions[0]?.transition.reason).toBe('The query took too long');
  });
  it('uses the recovery threshold of the severities that fire', () => {
    const levels = [
      { severity: 'critical' as const, value: 100, recovery: 80 },
      { severity: 'warning' as const, value: 50, recovery: 40 },
    ];
    const doc = threshold({ condition: { type: 'threshold', operator: '>', levels } });
    const severities = run(
      doc,
      [60, 110, 90, 70, 45, 30].map((value) => readings(of('a', value))),
    ).map(({ rows }) => `${rows[0]?.state.status} ${rows[0]?.state.severity}`);
    expect(severities).toEqual([
      'firing warning',
      'firing critical',
      'firing critical',
      'firing warning',
      'firing warning',
      'resolved warning',
    ]);
  });
});

describe('an answer', () => {
  const meta: AnswerMeta = { asOf: noon, freshness: 'fresh', ageMs: 0, tookMs: 1, rowsRead: 1, source: 'events' };
  const answer = (more: Partial<AnswerMeta>): Answer => ({
    data: { kind: 'total', values: [{ label: 'n', value: 50 }] },
    query: querySpecSchema.parse({ kind: 'total', measures: [{ agg: 'count' }], range: { last: '1h' } }),
    meta: { ...meta, ...more },
  });
  it('decides when it is fresh', () => {
    expect(sightOf(answer({}))).toMatchObject({ kind: 'readings' });
  });
  it.each([
    ['cached', { freshness: 'cached' }, 'cached'],
    ['stale', { freshness: 'stale', reason: 'engine_down' }, 'engine_down'],
  ] as const)('decides nothing when it is %s', (_, more, reason) => {
    const sight = sightOf(answer(more));
    expect(sight).toEqual({ kind: 'skipped', reason });
    const { rows } = evaluate(threshold(), [], { sight: readings(of('a', 50)), now: noon });
    expect(evaluate(threshold(), rows, { sight, now: noon + minute })).toMatchObject({ rows, transitions: [] });
  });
});

describe('rows of a statement', () => {
  const doc = rule({ spec: { kind: 'sql', sql: 'SELECT 1' }, condition: { type: 'row', severity: 'critical' } });
  it('fire while they are there', () => {
    const states = steps(
      ...run(doc, [readings(of('a', 1)), readings(of('a', 2), of('b', 1)), readings(of('b', 1)), readings()]),
    );
    expect(states).toEqual([
      { [key('a')]: 'firing' },
      { [key('a')]: 'firing', [key('b')]: 'firing' },
      { [key('a')]: 'resolved', [key('b')]: 'firing' },
      { [key('a')]: 'resolved', [key('b')]: 'resolved' },
    ]);
  });
  it('say nothing when there are none', () => {
    expect(run(doc, [readings(), readings()]).flatMap(({ told }) => told)).toEqual([]);
  });
});

describe('absence', () => {
  const doc = rule({
    spec: { kind: 'trend', measures: [{ agg: 'count' }], by: ['properties.service'], range: { last: '1h' } },
    condition: { type: 'absence', levels: [{ severity: 'critical', after: '2m' }], forgetAfter: '10m' },
  });
  const beat = (service: string, at: number) =>
    reading(1, { labels: { service }, points: [{ at: noon + at * minute, values: [1] }] });

  it('remembers each series and its labels, resolves when it returns, and forgets what stays away', () => {
    const sights = Array.from({ length: 14 }, (_, at) =>
      readings(...(at < 2 || at === 6 ? [beat('a', at)] : []), ...(at < 2 ? [beat('b', at)] : []), beat('c', at)),
    );
    const lived = run(doc, sights);
    expect(lived.map(({ statuses }) => statuses[key('a')])).toEqual(
      'inactive inactive inactive inactive firing firing resolved resolved resolved firing firing firing firing firing'.split(
        ' ',
      ),
    );
    expect(lived.map(({ statuses }) => statuses[key('b')]).slice(3)).toEqual([
      'inactive',
      ...Array<string>(8).fill('firing'),
      undefined,
      undefined,
    ]);
    // An alert of a series that is given up ends, so that nobody is left with it.
    expect(lived[12]?.evaluated.transitions).toEqual([
      expect.objectContaining({
        labels: { service: 'b' },
        transition: expect.objectContaining({ kind: 'resolved' }) as unknown,
      }),
    ]);
    expect(lived.every(({ statuses }) => statuses[key('c')] === 'inactive')).toBe(true);
  });
  it('takes a count of zero as silence', () => {
    const zero = (at: number) =>
      reading(0, { labels: { service: 'a' }, points: [{ at: noon + at * minute, values: [0] }] });
    const lived = run(doc, [readings(beat('a', 0)), readings(zero(1)), readings(zero(2)), readings(zero(3))]);
    expect(lived.at(-1)?.told).toEqual(['fired']);
  });
});

describe('anomalies', () => {
  const doc = rule({ condition: { type: 'anomaly', confirm: { needed: 2, of: 3 } }, every: '5m' });
  const value = (at: number) => 100 + Math.sin(at * 1.7) * 5 + Math.cos(at * 0.9) * 3;
  function live(values: readonly (number | null)[]) {
    let rows: SeriesRow[] = [];
    return values.map((one, at) => {
      const points = [{ at: noon + at * 5 * minute, values: [one] }];
      const sight = readings(reading(one, { labels: { service: 'a' }, points }));
      const evaluated = evaluate(doc, rows, { sight, now: noon + (at + 1) * 5 * minute });
      rows = evaluated.rows;
      return evaluated;
    });
  }
  const usual = Array.from({ length: 600 }, (_, at) => value(at));

  it('fire when they persist, and say what was expected', () => {
    const lived = live(usual.map((one, at) => (at >= 590 && at < 594 ? one * 4 : one)));
    const told = lived.flatMap(({ transitions }, at) => transitions.map(({ transition }) => [at, transition.kind]));
    expect(told).toEqual([
      [591, 'fired'],
      [expect.any(Number), 'resolved'],
    ]);
    const finding = lived[591]?.findings.get(key('a'));
    expect(finding?.judgement?.high).toBeLessThan(finding?.value ?? 0);
    expect(lived[590]?.findings.get(key('a'))?.because).toMatch(
      /^[\d.]+ is .*, one in [\d,]+; 1 of the last 3 values were odd$/,
    );
    expect(finding?.because).toMatch(/^[\d.]+ is still not within [\d.]+ to [\d.]+; 2 of the last 3 values were odd$/);
  });
  it('go on for as long as the trouble does, though the learner gets used to it', () => {
    const lived = live(usual.map((one, at) => (at >= 540 && at < 580 ? one * 4 : one)));
    const told = lived.flatMap(({ transitions }, at) => transitions.map(({ transition }) => [at, transition.kind]));
    expect(told).toEqual([
      [541, 'fired'],
      [expect.any(Number), 'resolved'],
    ]);
    expect(told[1]?.[0]).toBeGreaterThanOrEqual(580);
    expect(told[1]?.[0]).toBeLessThanOrEqual(583);
  });
  it('end when what was odd is what is usual now', () => {
    const lived = live(usual.map((one, at) => (at >= 300 ? one * 4 : one)));
    expect(lived.at(-1)?.rows[0]?.state.status).not.toBe('firing');
  });
  it('do not fire for one value', () => {
    expect(live(usual.with(590, 500)).flatMap(({ transitions }) => transitions)).toEqual([]);
  });
  it('do not fire for what is rare but small', () => {
    const steady = usual.map((_, at) => 1_000 + (at % 2) * 0.001);
    const lived = live(steady.map((one, at) => (at >= 590 ? one + 1 : one)));
    expect(lived.flatMap(({ transitions }) => transitions)).toEqual([]);
  });
  it('learn every bucket once, also when an evaluation sees several or the same again', () => {
    const points = usual.map((one, at) => ({ at: noon + at * 5 * minute, values: [one] }));
    const all = readings(reading(1, { points }));
    const atOnce = evaluate(doc, [], { sight: all, now: noon + 600 * 5 * minute });
    const again = evaluate(doc, atOnce.rows, { sight: all, now: noon + 601 * 5 * minute });
    const oneByOne = live(usual).at(-1)?.rows[0]?.memory.anomaly?.learner;
    expect(atOnce.rows[0]?.memory.anomaly?.learner).toEqual(oneByOne);
    expect(again.rows[0]?.memory).toEqual(atOnce.rows[0]?.memory);
  });
  it('skip what is missing', () => {
    const gaps = usual.map((one, at) => (at % 10 === 3 ? null : one));
    expect(live(gaps).at(-1)?.rows[0]?.memory.anomaly?.learner.seen).toBe(540);
  });
});

describe('an alert', () => {
  it('has the labels of its rule and its series, whose own win, its name and its severity', () => {
    const doc = threshold({ name: 'Slow', labels: { team: 'shop', service: 'all' } });
    expect(alertLabels(doc, { service: 'web' }, 'critical')).toEqual({
      team: 'shop',
      service: 'web',
      alertname: 'Slow',
      severity: 'critical',
    });
  });
  it('goes to correlation with the pace of its rule, and alone when it is an anomaly', () => {
    const alert = { alertId: '1', at: noon, series: { service: 'web' }, severity: 'warning' } as const;
    expect(signalOf(threshold({ every: '5m' }), alert)).toMatchObject({
      everyMs: 5 * minute,
      needsCorroboration: false,
    });
    expect(signalOf(threshold({ every: 'event' }), { ...alert, returnsTo: '7' })).toMatchObject({
      everyMs: 0,
      returnsTo: '7',
    });
    const odd = (corroborate?: boolean) =>
      signalOf(rule({ condition: { type: 'anomaly', ...(corroborate === undefined ? {} : { corroborate }) } }), alert);
    expect([odd(), odd(false)].map((signal) => signal.needsCorroboration)).toEqual([true, false]);
    const alone = rule({
      spec: { kind: 'trend', measures: [{ agg: 'count' }], range: { last: '1h' } },
      condition: { type: 'anomaly' },
    });
    expect(signalOf(alone, alert).needsCorroboration).toBe(false);
  });
  it('is timed as its rule says', () => {
    expect(timingOf(threshold({ for: '5m', keepFiringFor: '1h' }))).toMatchObject({
      forMs: 5 * minute,
      keepFiringForMs: 60 * minute,
      missingAfter: 2,
    });
  });
});
