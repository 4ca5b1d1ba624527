import { chartModel } from '@/lib/chart/chart-model';
import { flowLayout } from '@/lib/chart/flow-layout';
import { flowModel } from '@/lib/chart/flow-model';
import { heatmapModel } from '@/lib/chart/heatmap-model';
import { nearestSeries } from '@/lib/chart/nearest-series';
import { heatPaint, palettes, seriesDash } from '@/lib/chart/palette';
import { buildScene } from '@/lib/chart/scene';
import { sortedRows, tableModel } from '@/lib/chart/table-model';
import { timeScene } from '@/lib/chart/time-scene';
import type { AnswerData, TrendData } from '@/lib/model/answer';
import { shapeSamples } from '@/scripts/chart-samples-shapes';

const base = { unit: 'count', timezone: 'UTC', title: 't' } as const;
const size = { width: 640, height: 300, theme: 'light' } as const;
const hour = 3_600_000;

function dataOf(id: string): AnswerData {
  const sample = shapeSamples.find((one) => one.id === id);
  if (!sample) throw new Error(`no sample ${id}`);
  return sample.data;
}

function trend(values: number[][], more: Partial<TrendData> = {}): TrendData {
  return {
    kind: 'trend',
    grain: '1h',
    buckets: (values[0] ?? []).map((_, index) => index * hour),
    series: values.map((one, index) => ({
      key: `s${index}`,
      label: `s${index}`,
      measure: 0,
      group: [`g${index}`],
      values: one,
    })),
    ...more,
  };
}

function timeOf(chart: 'line' | 'columns' | 'stacked', data: TrendData, unit: 'count' | 'percent' = 'count') {
  const model = chartModel({ ...base, chart, data, unit });
  if (model?.kind !== 'time') throw new Error('no time model');
  return model;
}

describe('columns', () => {
  const boxesOf = (data: TrendData, unit: 'count' | 'percent' = 'count') =>
    timeScene(timeOf('columns', data, unit), size).marks.filter((mark) => mark.type === 'boxes');

  test('of groups of one count stand on each other', () => {
    const [lower, upper] = boxesOf(trend([[10], [30]]));
    const [first, second] = [lower?.boxes[0], upper?.boxes[0]];
    expect(first?.[0]).toBe(second?.[0]);
    expect((second?.[1] ?? 0) + (second?.[3] ?? 0)).toBeCloseTo(first?.[1] ?? -1, 1);
  });

  test('of shares, and of different measures, stand side by side', () => {
    const different = trend([[10], [30]]);
    const measures = different.series.map((series, measure) => ({ ...series, measure }));
    for (const boxes of [boxesOf(trend([[10], [30]]), 'percent'), boxesOf({ ...different, series: measures })]) {
      const [first, second] = [boxes[0]?.boxes[0], boxes[1]?.boxes[0]];
      expect((first?.[0] ?? 0) + (first?.[2] ?? 0)).toBeLessThanOrEqual((second?.[0] ?? 0) + 0.01);
    }
  });

  test('that are still filling are lighter and dashed', () => {
    const [closed, open] = boxesOf(trend([[1, 2, 3]], { openFrom: 2 * hour }));
    expect(closed).not.toHaveProperty('dash');
    expect(closed?.boxes).toHaveLength(2);
    expect(open).toMatchObject({ dash: '3 2', opacity: 0.3 });
  });
});

describe('the series at a place', () => {
  const place = (scene: ReturnType<typeof timeScene>, value: number) =>
    scene.plot.top + scene.plot.height * (1 - (value - scene.yDomain[0]) / (scene.yDomain[1] - scene.yDomain[0]));

  test('is the nearest line, the area around it, or the column under it', () => {
    const data = trend([
      [10, 10],
      [30, 30],
    ]);
    const lines = timeScene(timeOf('line', data), size);
    expect(nearestSeries(lines, { index: 1, y: place(lines, 27), offset: 0 })).toBe('s1');
    const stacked = timeScene(timeOf('stacked', data), size);
    expect(nearestSeries(stacked, { index: 1, y: place(stacked, 20), offset: 0 })).toBe('s1');
    const columns = timeScene(timeOf('columns', data, 'percent'), size);
    expect(nearestSeries(columns, { index: 0, y: place(columns, 29), offset: -columns.bucketWidth / 4 })).toBe('s0');
    expect(nearestSeries(columns, { index: 0, y: place(columns, 29), offset: columns.bucketWidth / 4 })).toBe('s1');
  });
});

describe('annotations', () => {
  const notes = [
    { id: 'late', at: 90 * hour, text: 'never seen', tags: [] },
    { id: 'band', at: -5 * hour, until: 2 * hour, text: 'slow', tags: [] },
    { id: 'line', at: hour, text: 'release', tags: [] },
  ];
  const model = chartModel({ ...base, chart: 'line', data: trend([[1, 2, 3, 4]]), annotations: notes });

  test('are those of the time that is shown, with a text where nobody can point', () => {
    expect(model?.kind === 'time' && model.annotations.map(({ id }) => id)).toEqual(['band', 'line']);
    const scene = model && buildScene(model, { ...size, hasChrome: true });
    const marks = scene?.marks.filter(({ key }) => key.startsWith('note-')).map(({ type, key }) => [key, type]);
    expect(marks).toEqual([
      ['note-band', 'band'],
      ['note-line', 'line'],
      ['note-band', 'text'],
      ['note-line', 'text'],
    ]);
  });
});

test('beyond the palette, series have the same colours and other dashes', () => {
  expect([0, 7, 8, 16, 24].map(seriesDash)).toEqual([undefined, undefined, '7 3', '1.5 2.5', '7 3 1.5 3']);
  const model = timeOf('line', trend(Array.from({ length: 9 }, (_, index) => [index, index])));
  expect(new Set(model.series.map(({ color, dash }) => `${color} ${dash ?? ''}`)).size).toBe(9);
});

test('text in ink can be read on the strongest colour of a heat map', () => {
  const luminance = (hex: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  for (const theme of ['light', 'dark'] as const)
    for (const share of [0, 0.5, 1]) {
      const [a, b] = [luminance(palettes[theme]['chart-ink']), luminance(heatPaint(share, theme))];
      expect((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)).toBeGreaterThanOrEqual(4.5);
    }
});

describe('retention', () => {
  const data = dataOf('retention');
  if (data.kind !== 'retention') throw new Error('not retention');
  const model = heatmapModel(data, { ...base, chart: 'heatmap', data });

  test('is in percent of each cohort, with the period that is not over marked', () => {
    expect(model.rows[1]?.cells[0]).toMatchObject({ value: 100, isOpen: false });
    expect(model.rows.slice(1).map(({ cells }) => cells.findIndex(({ isOpen }) => isOpen))).toEqual([
      9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
    ]);
    expect(model.rows[1]?.cells[9]?.about).toContain('of 420 users, so far');
  });

  test('has a row of all cohorts, weighted, without periods that are not over', () => {
    const meanOf = (cohorts: typeof data.cohorts, week: number) => {
      const [users, size] = cohorts.reduce(
        ([sum, all], one) => [sum + (one.values[week] ?? 0), all + one.size],
        [0, 0],
      );
      return (users / size) * 100;
    };
    expect(model.rows[0]).toMatchObject({ label: 'All cohorts', isSummary: true });
    expect(model.rows[0]?.cells[8]?.value).toBeCloseTo(meanOf(data.cohorts.slice(0, 1), 8));
    expect(model.rows[0]?.cells[7]?.value).toBeCloseTo(meanOf(data.cohorts.slice(0, 2), 7));
    expect(model.rows[0]?.cells[9]?.value).toBeNull();
  });
});

describe('flows', () => {
  const data = dataOf('flow');
  if (data.kind !== 'paths') throw new Error('not paths');
  const box = { left: 0, top: 0, width: 900, height: 300 };

  test('have nodes that do not overlap and ribbons that stay on their nodes', () => {
    const layout = flowLayout(flowModel(data, { ...base, chart: 'flow', data }), box);
    layout.nodes.forEach(({ x, y, height }, index) => {
      const next = layout.nodes[index + 1];
      if (next?.x === x) expect(next.y).toBeGreaterThanOrEqual(y + height);
    });
    const byId = new Map(layout.nodes.map((placed) => [placed.node.id, placed]));
    for (const { link, y, width } of layout.links) {
      const [from, to] = [byId.get(link.from), byId.get(link.to)];
      expect(y[0] + width).toBeLessThanOrEqual((from?.y ?? 0) + (from?.height ?? 0) + 0.1);
      expect(y[1] + width).toBeLessThanOrEqual((to?.y ?? 0) + (to?.height ?? 0) + 0.1);
    }
    expect(Math.max(...layout.nodes.map(({ y, height }) => y + height))).toBeLessThanOrEqual(300.1);
  });

  test('to an anchor end on the right, and begin with a start', () => {
    const before = { ...data, direction: 'before' as const };
    const model = flowModel(before, { ...base, chart: 'flow', data: before });
    const layout = flowLayout(model, box);
    const anchor = layout.nodes.find(({ node }) => node.role === 'anchor');
    expect(anchor?.x).toBe(Math.max(...layout.nodes.map(({ x }) => x)));
    expect(model.nodes.filter(({ role }) => role === 'end').every(({ label }) => label === '(start)')).toBe(true);
  });
});

describe('a table', () => {
  const data = dataOf('table-breakdown');
  const model = tableModel({ ...base, chart: 'table', data });

  test('has earlier values in the cells that they belong to, and bars from zero', () => {
    expect(model.columns.map(({ name, bar }) => [name, bar?.low])).toEqual([
      ['plan', undefined],
      ['Sign-ups', 0],
      ['Revenue', 0],
    ]);
    expect(model.rows[0]?.previous).toEqual([undefined, 3_625, 0]);
    expect(model.rows[3]).toMatchObject({ texts: ['(none)', '800', '37,201.5'], pick: { group: [null] } });
  });

  test('sorts numbers as numbers, texts as texts, and what is missing last', () => {
    const order = (column: number, isDescending: boolean) =>
      sortedRows(model.rows, { column, isDescending }).map(({ texts }) => texts[0]);
    expect(order(1, false)).toEqual(['(none)', 'Business', 'Team', 'Free']);
    expect(order(0, false)).toEqual(['Business', 'Free', 'Team', '(none)']);
    expect(order(0, true)).toEqual(['Team', 'Free', 'Business', '(none)']);
  });
});
