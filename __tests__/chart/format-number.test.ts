import { formatChange, formatExact, formatValue } from '@/lib/chart/format-number';
import type { Unit } from '@/lib/model/panel';

test.each<[number | null, Unit, string]>([
  [null, 'count', '–'],
  [Number.NaN, 'count', '–'],
  [0, 'count', '0'],
  [7, 'count', '7'],
  [999, 'count', '999'],
  [1_000, 'count', '1k'],
  [12_345, 'count', '12.3k'],
  [999_950, 'count', '1M'],
  [1_200_000, 'count', '1.2M'],
  [3_456_000_000, 'count', '3.46B'],
  [1e18, 'count', '1,000,000T'],
  [-1_234, 'count', '−1.23k'],
  [0.000_123_4, 'number', '0.00012'],
  [12.4, 'percent', '12.4 %'],
  [0.4, 'ms', '0.4 ms'],
  [120, 'ms', '120 ms'],
  [999.6, 'ms', '1 s'],
  [1_234, 'ms', '1.23 s'],
  [65_000, 'ms', '1 min 5 s'],
  [3_900_000, 'ms', '1 h 5 min'],
  [90_000_000, 'ms', '1 d 1 h'],
  [8.42, 'minutes', '8.4 min'],
  [12.4, 'minutes', '12 min'],
  [59.6, 'minutes', '1 h'],
  [65, 'minutes', '1 h 5 min'],
  [-3, 'minutes', '−3 min'],
  [-0.01, 'minutes', '0 min'],
  [512, 'bytes', '512 B'],
  [1_536, 'bytes', '1.5 KB'],
  [1_048_576, 'bytes', '1 MB'],
  [2_475, 'miles', '2.48k mi'],
  [12.34, 'per_second', '12.3/s'],
])('%p as %s is written %s', (value, unit, text) => {
  expect(formatValue(value, unit)).toBe(text);
});

test.each<[number | null, Unit, string]>([
  [1_234_567, 'count', '1,234,567'],
  [12.3456, 'number', '12.35'],
  [0.123_456, 'number', '0.1235'],
  [65, 'minutes', '1 h 5 min (65 min)'],
  [1_234_567, 'bytes', '1,234,567 B'],
  [null, 'ms', '–'],
])('%p as %s is exactly %s', (value, unit, text) => {
  expect(formatExact(value, unit)).toBe(text);
});

const changes: [number | null, number | null | undefined, 'higher' | 'lower' | undefined, string, string, string][] = [
  [112.4, 100, 'higher', '+12.4 %', 'up', 'good'],
  [112.4, 100, 'lower', '+12.4 %', 'up', 'bad'],
  [80, 100, 'lower', '−20 %', 'down', 'good'],
  [80, 100, undefined, '−20 %', 'down', 'neutral'],
  [100, 100, 'higher', '0 %', 'flat', 'neutral'],
  [5, 0, 'higher', 'new', 'up', 'good'],
  [0, 0, 'higher', '0 %', 'flat', 'neutral'],
  [null, 10, 'higher', '–', 'none', 'neutral'],
  [10, undefined, 'higher', '–', 'none', 'neutral'],
  [5, -10, 'higher', '+150 %', 'up', 'good'],
];
test.each(changes)(
  '%p after %p, better when %s, is a change of %s',
  (...[value, previous, betterWhen, text, direction, tone]) => {
    expect(formatChange(value, previous, betterWhen)).toEqual({ text, direction, tone });
  },
);
