import { around, axisRange, guessLimit, judgedChart, judgedUnit, lookOf } from '@/app/_ui/rules/editor/backtest-chart';
import { dragStep, snapped } from '@/app/_ui/rules/editor/use-limit-drag';
import { startCondition } from '@/lib/alerts/start-condition';
import type { BacktestAnswer } from '@/lib/model/backtest';
import type { Condition } from '@/lib/model/rule-condition';

const minute = 60_000;
const chart = (low: (number | null)[], high: (number | null)[]): BacktestAnswer['chart'] => ({
  widthMs: 7 * minute,
  starts: high.map((_, index) => index * 7 * minute),
  series: [{ key: 'a', labels: { country: 'DE', app: '' }, low, high, expected: high.map(() => [1, 2]) }],
});
const above = startCondition('threshold', 10);
const below: Condition = { type: 'threshold', operator: '<', levels: [{ severity: 'info', value: 1 }] };

describe('what was judged as a chart', () => {
  it('has the highest values of what looks upwards and the lowest of what looks downwards', () => {
    const judged = { chart: chart([1, null], [5, null]) };
    expect(judgedChart(judged, lookOf(above)).data.series[0]).toMatchObject({ values: [5, null], label: 'DE, (none)' });
    expect(judgedChart(judged, lookOf(below)).data.series[0]).toMatchObject({ values: [1, null] });
    expect(judgedChart(judged, lookOf(above)).data.grain).toBe('5m');
  });

  it('draws silence on a clock and changes in percent', () => {
    const judged = { chart: chart([60], [90]) };
    expect(judgedChart(judged, lookOf(startCondition('absence', 0))).data.series[0]?.values).toEqual([90_000]);
    expect(judgedUnit(startCondition('absence', 0), 'count')).toBe('ms');
    expect(judgedUnit(startCondition('change', 0), 'count')).toBe('percent');
    expect(judgedUnit(above, 'bytes')).toBe('bytes');
  });

  it('shows a part of it with the band of that part', () => {
    const { data, expected } = judgedChart({ chart: chart([1, 2, 3], [1, 2, 3]) }, lookOf(above), {
      from: 8 * minute,
      to: 9 * minute,
    });
    expect(data.buckets).toEqual([7 * minute]);
    expect(expected).toEqual([[1, 2]]);
    expect(around({ from: 50, to: 60 }, { from: 0, to: 70 })).toEqual({ from: 35, to: 70 });
  });
});

describe('the value axis', () => {
  const rangeOf = (values: number[], limits: number[]) =>
    axisRange(judgedChart({ chart: chart(values, values) }, lookOf(above)).data, limits);

  it('reaches every line, with room to drag one beyond the data', () => {
    expect(rangeOf([1, 5, 10], [20])).toEqual({ reach: [20, 12], cut: undefined });
    expect(rangeOf([-10, 10], [3]).reach).toEqual([3, 14, -14]);
  });

  it('cuts off few values far beyond all lines, on either side', () => {
    const values = [...Array.from({ length: 99 }, () => 2), 1_000];
    expect(rangeOf(values, [10]).cut).toEqual([0, 25]);
    expect(rangeOf(values, []).cut).toBeUndefined();
    expect(
      rangeOf(
        values.map((value) => -value),
        [-10],
      ).cut,
    ).toEqual([-25, 0]);
  });
});

it('a first threshold lies a little above what usually is, and is a round number', () => {
  const values = Array.from({ length: 100 }, (_, index) => index);
  expect(guessLimit({ chart: chart(values, values) } as BacktestAnswer)).toBe(110);
  expect(guessLimit({ chart: chart([0, 0], [0, 0]) } as BacktestAnswer)).toBe(1);
  expect(guessLimit(null)).toBe(100);
});

it('a line moves by round steps, without dust', () => {
  expect(
    [
      [0, 100],
      [0, 0.7],
      [-3, 5_000],
      [0, 0],
    ].map(([low = 0, high = 0]) => dragStep([low, high])),
  ).toEqual([0.5, 0.005, 50, 1]);
  expect([snapped(0.3000001, 0.1), snapped(-0.0001, 0.5), snapped(1_234, 50)]).toEqual([0.3, 0, 1_250]);
});
