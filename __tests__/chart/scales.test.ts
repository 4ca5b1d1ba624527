import { barShares } from '@/lib/chart/bars-scene';
import type { BarModel } from '@/lib/chart/bars-model';
import { heatmapModel } from '@/lib/chart/heatmap-model';
import type { HeatmapData } from '@/lib/model/answer';

const week = (value: (cell: number) => number) => {
  const cells = Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, (__, hour) => value(day * 24 + hour)));
  const data: HeatmapData = { kind: 'heatmap', label: 'Delay', cells };
  return heatmapModel(data, { chart: 'heatmap', data, title: 'T', unit: 'minutes', timezone: 'UTC' });
};

test('a heat map without outliers goes from zero to its highest value', () => {
  const { scale, rows } = week((cell) => cell / 10);
  expect(scale).toEqual({ low: '0 min', high: '17 min' });
  expect(rows[6]?.cells[23]?.share).toBe(1);
});

test('one cell far out does not make all the others pale, and the scale says that it is cut', () => {
  const { scale, rows } = week((cell) => (cell === 3 ? 900 : cell % 20));
  expect(scale.high).toBe('≥ 19 min');
  expect(rows[0]?.cells[3]?.share).toBe(1);
  expect(rows[0]?.cells[10]?.share).toBeGreaterThan(0.5);
});

test('"Other" has no bar, so that it does not dwarf the ranked ones', () => {
  const row = (value: number, isOther = false): BarModel => ({ group: ['a'], label: 'a', value, isOther, more: [] });
  expect(barShares([row(10), row(5), row(900, true)])).toEqual([
    { from: 0, to: 1 },
    { from: 0, to: 0.5 },
    { from: 0, to: 0 },
  ]);
});
