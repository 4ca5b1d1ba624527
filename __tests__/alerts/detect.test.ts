import { detectAbsence, isForgotten, lastSeen } from '@/lib/alerts/detect/absence';
import { detectBurnRate } from '@/lib/alerts/detect/burn-rate';
import { detectChange } from '@/lib/alerts/detect/change';
import { detect } from '@/lib/alerts/detect/detect';
import { numberText } from '@/lib/alerts/detect/number-text';
import { detectRow } from '@/lib/alerts/detect/row';
import { detectThreshold } from '@/lib/alerts/detect/threshold';
import { conditionSchema, type Condition, type ConditionOf } from '@/lib/model/rule-condition';
import type { Severity } from '@/lib/model/severity';
import { minute, noon, reading, rule } from './world';

const condition = <T extends Condition['type']>(type: T, more: Record<string, unknown> = {}): ConditionOf<T> =>
  conditionSchema.parse({ type, ...more }) as ConditionOf<T>;
const both: Severity[] = ['critical', 'warning'];

describe('a threshold', () => {
  const latency = condition('threshold', {
    operator: '>',
    levels: [
      { severity: 'critical', value: 1_000, recovery: 900 },
      { severity: 'warning', value: 500 },
    ],
  });
  const cases: [string, number | null, Severity[], Severity[]][] = [
    ['nothing below both', 100, [], []],
    ['nothing exactly on the limit', 500, [], []],
    ['warning above the lower', 500.1, [], ['warning']],
    ['both above the higher', 1_001, [], both],
    ['critical between recovery and value only while it fires', 950, both, both],
    ['and not before', 950, [], ['warning']],
    ['no longer critical on the recovery threshold', 900, both, ['warning']],
    ['warning without a recovery threshold ends at its value', 500, ['warning'], []],
    ['a warning that fires does not make critical stick', 950, ['warning'], ['warning']],
    ['nothing without data', null, both, []],
    ['nothing for zero', 0, [], []],
    ['nothing below zero', -5_000, [], []],
  ];
  it.each(cases)('holds for %s', (_, value, firing, expected) => {
    expect(detectThreshold(latency, value, firing).breached).toEqual(expected);
  });

  const operators: [string, number, boolean][] = [
    ['>', 9, false],
    ['>', 10, false],
    ['>', 11, true],
    ['>=', 9, false],
    ['>=', 10, true],
    ['>=', 11, true],
    ['<', 9, true],
    ['<', 10, false],
    ['<', 11, false],
    ['<=', 9, true],
    ['<=', 10, true],
    ['<=', 11, false],
  ];
  it.each(operators)('%s 10 of %d is %s', (operator, value, isBreached) => {
    const found = detectThreshold(
      condition('threshold', { operator, levels: [{ severity: 'info', value: 10 }] }),
      value,
      [],
    );
    expect(found.breached).toEqual(isBreached ? ['info'] : []);
  });
  it('says the numbers that decided', () => {
    expect(detectThreshold(latency, 1_200, []).because).toBe('1,200 > 1,000');
    expect(detectThreshold(latency, 100, []).because).toBe('100 is not > 1,000');
    expect(detectThreshold(latency, 950, both).because).toBe('950 > 900');
  });
});

describe('a change', () => {
  const levels = [
    { severity: 'critical', by: 50, recovery: 20 },
    { severity: 'warning', by: 20 },
  ];
  const cases: [
    string,
    Record<string, unknown>,
    number | null,
    number | null,
    Severity[],
    number | null,
    Severity[],
  ][] = [
    ['up by half', {}, 150, 100, [], 50, both],
    ['down by half', {}, 50, 100, [], -50, both],
    ['up by less', {}, 119, 100, [], 19, []],
    ['up by just enough', {}, 120, 100, [], 20, ['warning']],
    ['down when only up counts', { direction: 'up' }, 50, 100, [], -50, []],
    ['up when only down counts', { direction: 'down' }, 200, 100, [], 100, []],
    ['down when only down counts', { direction: 'down' }, 70, 100, [], -30, ['warning']],
    ['in units', { unit: 'absolute' }, 1_050, 1_000, [], 50, both],
    ['of a negative value', {}, -50, -100, [], 50, both],
    ['from nothing in percent', {}, 10, 0, [], 0, []],
    ['from nothing in units', { unit: 'absolute' }, 60, 0, [], 60, both],
    ['from too little', { leastBase: 10 }, 9, 3, [], 0, []],
    ['from just enough', { leastBase: 10 }, 30, 10, [], 200, both],
    ['without a value', {}, null, 100, both, null, []],
    ['without an earlier value', {}, 100, null, both, null, []],
    ['held by its recovery threshold', {}, 125, 100, both, 25, both],
    ['and let go by it', {}, 120, 100, both, 20, ['warning']],
  ];
  it.each(cases)('%s', (_, more, value, previous, firing, change, expected) => {
    const found = detectChange(condition('change', { levels, ...more }), { value, previous }, firing);
    expect(found.value).toBe(change);
    expect(found.breached).toEqual(expected);
  });
  it('says both numbers', () => {
    const found = detectChange(condition('change', { levels }), { value: 150, previous: 100 }, []);
    expect(found.because).toBe('150 after 100: +50 %');
  });
});

describe('a number in a sentence', () => {
  it.each([
    [0, '0'],
    [5, '5'],
    [200 / 9, '22.2222'],
    [5.001, '5.001'],
    [0.1 + 0.2, '0.3'],
    [1 / 30_000, '0.00003333'],
    [-1.5, '-1.5'],
    [1_234_567.891, '1,234,567.891'],
    [-12_345, '-12,345'],
    [Infinity, 'Infinity'],
  ])('%d is %s', (value, text) => {
    expect(numberText(value)).toBe(text);
  });
});

describe('absence', () => {
  it('goes by the measure that is shown where others are hidden', () => {
    const gauge = { agg: 'avg' as const, of: 'value' };
    const doc = rule({
      spec: {
        kind: 'total',
        measures: [{ ...gauge, hidden: true }, { agg: 'count' }, gauge],
        range: { last: '5m' },
      },
      condition: { type: 'absence', levels: [{ severity: 'critical', after: '5m' }] },
    });
    const isHeard = (measure: number) => {
      const silent = reading(null, { values: [0, 0] });
      return detect({ ...doc, measure }, silent, { memory: {}, firing: [], now: noon }).memory.heard !== undefined;
    };
    // Of the count zero is silence, of the gauge it is a value.
    expect([isHeard(0), isHeard(1)]).toEqual([false, true]);
  });

  const silent = condition('absence', {
    levels: [
      { severity: 'warning', after: '5m' },
      { severity: 'critical', after: '1h' },
    ],
    forgetAfter: '2d',
  });
  const cases: [number, Severity[]][] = [
    [0, []],
    [5, []],
    [6, ['warning']],
    [60, ['warning']],
    [61, ['warning', 'critical']],
  ];
  it.each(cases)('of %d min', (minutes, expected) => {
    const found = detectAbsence(silent, { lastSeenAt: noon - minutes * minute }, noon);
    expect(found).toMatchObject({ breached: expected, value: minutes * 60 });
  });
  it('is not negative for events from the future', () => {
    expect(detectAbsence(silent, { lastSeenAt: noon + minute }, noon)).toMatchObject({ value: 0, because: 'Reports' });
  });
  it('ends when the series is not expected back', () => {
    const days = (count: number) => ({ lastSeenAt: noon - count * 1_440 * minute });
    expect(isForgotten(silent, days(2), noon)).toBe(false);
    expect(isForgotten(silent, days(2.1), noon)).toBe(true);
  });

  const point = (at: number, value: number | null) => ({ at: noon + at * minute, values: [value] });
  const seen: [string, (number | null)[], boolean, number | null][] = [
    ['the newest bucket with a value', [1, 2, null], false, 1],
    ['a gauge at zero reports', [1, 0, null], false, 1],
    ['a count of zero is silence', [1, 0, 0], true, 0],
    ['never', [null, null], false, null],
  ];
  it.each(seen)('was last seen: %s', (_, values, isZeroSilent, expected) => {
    const points = values.map((value, at) => point(at, value));
    const at = lastSeen(reading(null, { points }), { measure: 0, now: noon, isZeroSilent });
    expect(at).toBe(expected === null ? null : noon + expected * minute);
  });
  it('was last seen now in an answer that is not over time', () => {
    expect(lastSeen(reading(3), { measure: 0, now: noon, isZeroSilent: true })).toBe(noon);
    expect(lastSeen(reading(0), { measure: 0, now: noon, isZeroSilent: true })).toBeNull();
    expect(lastSeen(reading(0), { measure: 0, now: noon, isZeroSilent: false })).toBe(noon);
  });
});

describe('a burn rate', () => {
  const budget = condition('burn_rate', { objective: 0.999, leastBad: 10 });
  const sums = (long: [number, number], short: [number, number]) => ({ '1h': long, '5m': short });
  const cases: [string, Record<string, [number, number]>, Severity[]][] = [
    ['both windows burn', sums([200, 10_000], [20, 1_000]), ['critical']],
    ['only the long one, it is over already', sums([200, 10_000], [0, 1_000]), []],
    ['only the short one, it may be a blip', sums([100, 10_000], [20, 1_000]), []],
    ['exactly at the limit', sums([144, 10_000], [20, 1_000]), []],
    ['just above it', sums([145, 10_000], [20, 1_000]), ['critical']],
    ['too few bad events', sums([9, 100], [9, 100]), []],
    ['just enough of them', sums([10, 100], [10, 100]), ['critical']],
    ['nothing happened lately', sums([200, 10_000], [0, 0]), []],
    ['a ticket', { '3d': [1_100, 1_000_000], '6h': [120, 100_000] }, ['warning']],
    [
      'a page and a ticket',
      { ...sums([200, 10_000], [20, 1_000]), '3d': [1_100, 1_000_000], '6h': [120, 100_000] },
      both,
    ],
  ];
  it.each(cases)('%s', (_, windows, expected) => {
    expect(detectBurnRate(budget, windows).breached).toEqual(expected);
  });
  it('has no value without events', () => {
    expect(detectBurnRate(budget, sums([0, 0], [0, 0])).value).toBeNull();
    expect(detectBurnRate(budget, {}).value).toBeNull();
  });
  it('says how fast, over which windows and what the limit is', () => {
    expect(detectBurnRate(budget, sums([200, 10_000], [30, 1_000]))).toMatchObject({
      value: 20,
      because: 'Burns 20 times the budget over 1h and 5m, limit 14.4',
    });
  });
});

describe('a row', () => {
  it('fires because it is there, with or without a number', () => {
    const row = condition('row', { severity: 'info' });
    expect(detectRow(row, reading(7), 0)).toMatchObject({ value: 7, breached: ['info'] });
    expect(detectRow(row, reading(null), 0)).toMatchObject({ value: null, breached: ['info'] });
  });
});
