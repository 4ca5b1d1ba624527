import { valueAxis } from '@/lib/chart/value-ticks';
import type { Unit } from '@/lib/model/panel';

const axis = (values: (number | null)[], unit: Unit = 'number', mustIncludeZero = true) =>
  valueAxis(values, { unit, height: 200, mustIncludeZero }).ticks;

test.each<[string, number[], Unit, number[]]>([
  ['round numbers', [3, 97], 'number', [0, 50, 100]],
  ['fractions without float dust', [0, 0.29], 'number', [0, 0.1, 0.2, 0.3]],
  ['whole counts only', [0, 1], 'count', [0, 1]],
  ['clock steps for minutes', [0, 170], 'minutes', [0, 60, 120, 180]],
  ['clock steps for milliseconds', [0, 95_000], 'ms', [0, 30_000, 60_000, 90_000, 120_000]],
  ['powers of 1024 for bytes', [0, 4_000], 'bytes', [0, 1_024, 2_048, 3_072, 4_096]],
  ['both sides of zero', [-18, 25], 'number', [-20, 0, 20, 40]],
])('the axis has %s', (...[, values, unit, ticks]) => {
  expect(axis(values, unit)).toEqual(ticks);
});

test('no values, one value and equal values give an axis too', () => {
  expect(axis([])).toEqual([0, 1]);
  expect(axis([null, null])).toEqual([0, 1]);
  expect(axis([0, 0])).toEqual([0, 1]);
  expect(axis([5, 5])).toEqual([0, 2, 4, 6]);
});

test('a line far from zero keeps its detail, and a filled area does not lie', () => {
  expect(axis([1_000, 1_010], 'number', false)[0]).toBe(1_000);
  expect(axis([1_000, 1_010], 'number', true)[0]).toBe(0);
});
