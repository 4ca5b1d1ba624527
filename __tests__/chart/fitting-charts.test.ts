import { chartModel } from '@/lib/chart/chart-model';
import { fittingCharts } from '@/lib/chart/fitting-charts';
import type { Cell, SqlColumnType, SqlData } from '@/lib/model/answer';
import { panelCharts } from '@/lib/model/panel';

const sql = (types: SqlColumnType[], rows: Cell[][]): SqlData => ({
  kind: 'sql',
  isTruncated: false,
  columns: types.map((type, index) => ({ name: `c${index}`, type, engineType: '' })),
  rows,
});
const day = 86_400_000;
const draw = (chart: (typeof panelCharts)[number], data: SqlData) =>
  chartModel({ chart, data, unit: 'count', timezone: 'UTC', title: 't' });

describe('the charts that fit the rows of a statement', () => {
  const table: [string, SqlColumnType[], Cell[][], string][] = [
    ['a time and numbers are drawn over time', ['time', 'number', 'number'], [[0, 1, 2]], 'line'],
    ['a text in between names the series', ['time', 'text', 'number'], [[0, 'a', 1]], 'line'],
    ['two texts and a time are a table', ['time', 'text', 'text', 'number'], [[0, 'a', 'b', 1]], 'table'],
    ['a time that is not first is a table', ['number', 'time'], [[1, 0]], 'table'],
    ['a text and a number are bars', ['text', 'number'], [['a', 1]], 'bars'],
    ['one number is a number', ['number'], [[7]], 'number'],
    ['many rows of numbers are a table', ['number'], [[7], [8]], 'table'],
    ['texts alone are a table', ['text', 'text'], [['a', 'b']], 'table'],
    ['anything else among them is a table', ['text', 'number', 'other'], [['a', 1, '[]']], 'table'],
    ['no rows still have their columns', ['time', 'number'], [], 'line'],
  ];
  test.each(table)('%s', (_, types, rows, best) => {
    const fitting = fittingCharts(sql(types, rows));
    expect(fitting[0]).toBe(best);
    expect(fitting).toContain('table');
    for (const chart of panelCharts) expect(draw(chart, sql(types, rows)) !== undefined).toBe(fitting.includes(chart));
  });

  test('rows become series in the order of time, with gaps where one has none', () => {
    const rows = [
      [2 * day, 'b', 5],
      [0, 'a', 1],
      [day, 'a', 2],
      [day, null, 3],
    ];
    const model = draw('columns', sql(['time', 'text', 'number'], rows));
    expect(model).toMatchObject({ kind: 'time', grain: '1d', times: [0, day, 2 * day], isStacked: true });
    expect(model?.kind === 'time' && model.series.map(({ label, values }) => [label, values])).toEqual([
      ['b', [null, null, 5]],
      ['a', [1, 2, null]],
      ['(none)', [null, 3, null]],
    ]);
  });
});

test('what does not fit has no model', () => {
  const data = { kind: 'distribution', of: 'value', count: 0, bins: [] } as const;
  const model = (chart: (typeof panelCharts)[number]) =>
    chartModel({ chart, data: { ...data, bins: [] }, unit: 'count', timezone: 'UTC', title: 't' });
  expect(panelCharts.filter((chart) => model(chart) !== undefined).sort()).toEqual(['histogram', 'table']);
});

test('a single series is best as an area, several as lines', () => {
  const series = ['a', 'b'].map((key) => ({ key, label: key, measure: 0, group: [key], values: [1] }));
  const trend = { kind: 'trend', grain: '1d', buckets: [0], series } as const;
  expect(fittingCharts({ ...trend, buckets: [0], series: series.slice(0, 1) })[0]).toBe('area');
  expect(fittingCharts({ ...trend, buckets: [0], series })[0]).toBe('line');
  expect(fittingCharts('retention')).toEqual(['heatmap', 'table']);
});
