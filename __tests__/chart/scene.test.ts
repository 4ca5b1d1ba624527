import fc from 'fast-check';
import { chartModel, type ChartModel } from '@/lib/chart/chart-model';
import { buildScene } from '@/lib/chart/scene';
import type { ChartInput } from '@/lib/chart/chart-input';
import type { Mark, Scene, SceneSize } from '@/lib/chart/scene-types';
import { escapeXml, sceneToSvg } from '@/lib/chart/svg';
import { textWidth } from '@/lib/chart/text-width';
import { thinModel } from '@/lib/chart/thin-model';
import { timeScene } from '@/lib/chart/time-scene';
import type { AnswerData, TrendData } from '@/lib/model/answer';
import type { Value } from '@/lib/model/value';
import { otherStep } from '@/lib/model/journey-answer';
import { panelCharts, units, type PanelChart } from '@/lib/model/panel';
import { grains } from '@/lib/time/grain';

const hour = 3_600_000;
const start = Date.UTC(2026, 2, 28);

function trend(values: Value[][], more: Partial<TrendData> = {}): TrendData {
  const length = Math.max(0, ...values.map((one) => one.length));
  return {
    kind: 'trend',
    grain: '1h',
    buckets: Array.from({ length }, (_, index) => start + index * hour),
    series: values.map((one, index) => ({
      key: `s${index}`,
      label: `series ${index}`,
      measure: 0,
      group: [`g${index}`],
      values: one,
    })),
    ...more,
  };
}

function modelOf(chart: PanelChart, data: AnswerData, more: Partial<ChartInput> = {}): ChartModel {
  const about = { unit: 'count', timezone: 'Europe/Berlin', title: 'A <title> & "more"' } as const;
  const model = chartModel({ chart, data, ...about, ...more });
  if (!model) throw new Error('no model');
  return model;
}

const light = { width: 640, height: 240, theme: 'light' } as const;
function timeSceneOf(data: TrendData, more: Partial<ChartInput>, size: SceneSize = { ...light, theme: 'css' }) {
  const model = modelOf('line', data, more);
  if (model.kind !== 'time') throw new Error('no chart over time');
  return timeScene(model, size);
}
const linesOf = (scene: Scene) => scene.marks.filter((mark) => mark.type === 'line');

describe('the scene of a time chart', () => {
  test('leaves gaps open and marks a value between two gaps', () => {
    const scene = buildScene(modelOf('line', trend([[1, 2, null, 3, null, 4, 5]])), light);
    expect(linesOf(scene).map(({ runs }) => runs.map((run) => run.length))).toEqual([[2, 2]]);
    expect(scene.marks.filter((mark) => mark.type === 'dot')).toHaveLength(1);
  });

  test('draws what is still filling dashed, from the last closed bucket on', () => {
    const scene = buildScene(modelOf('line', trend([[1, 2, 3, 1]], { openFrom: start + 3 * hour })), light);
    const [closed, open] = linesOf(scene);
    expect(closed).not.toHaveProperty('dash');
    expect(open).toHaveProperty('dash', '3 3');
    expect(open?.runs[0]?.[0]).toEqual(closed?.runs[0]?.at(-1));
  });

  test('draws the comparison muted and dashed below, and names it in the legend', () => {
    const data = trend([[1, 2, 3]]);
    const withPrevious = { ...data, series: data.series.map((series) => ({ ...series, previous: [2, 2, 2] })) };
    const scene = buildScene(modelOf('area', withPrevious), light);
    expect(scene.marks[0]).toMatchObject({ type: 'line', key: 'previous-s0', dash: '2 4' });
    expect(scene.legend.map(({ label }) => label)).toEqual(['series 0', 'Previous']);
  });

  test('stacks so that the top edge is the sum', () => {
    const scene = buildScene(
      modelOf(
        'stacked',
        trend([
          [10, 20],
          [30, 40],
        ]),
      ),
      light,
    );
    const bands = scene.marks.filter((mark) => mark.type === 'band');
    expect(bands[1]?.runs[0]?.lower).toEqual(bands[0]?.runs[0]?.upper);
    const top = scene.yTicks.find(({ label }) => label === '60')?.position;
    expect(bands[1]?.runs[0]?.upper[1]?.[1]).toBe(top);
  });

  test('keeps "Other" in the muted colour', () => {
    const data = trend([
      [1, 2],
      [2, 3],
    ]);
    const scene = buildScene(
      modelOf('line', { ...data, series: data.series.map((series, index) => ({ ...series, isOther: index === 1 })) }),
      { ...light, theme: 'css' },
    );
    expect(linesOf(scene).map(({ color }) => color)).toEqual(['var(--chart-1)', 'var(--chart-muted)']);
  });

  test('draws limits as dashed lines that the axis reaches, and says them', () => {
    const limits = [
      { value: 250, severity: 'critical' },
      { value: 180, severity: 'critical', isRecovery: true },
      { value: 90, severity: 'warning', label: 'busy' },
    ] as const;
    const scene = timeSceneOf(trend([[1, 2, 3]]), { limits });
    const lines = linesOf(scene).filter(({ key }) => key.startsWith('limit'));
    expect(lines.map(({ color }) => color)).toEqual([
      'var(--chart-critical)',
      'var(--chart-critical)',
      'var(--chart-warning)',
    ]);
    expect(new Set(lines.map(({ dash }) => dash)).size).toBe(3);
    expect(scene.yDomain[1]).toBeGreaterThanOrEqual(250);
    for (const { runs } of lines) {
      const [from, to] = runs[0] ?? [];
      expect([from?.[0], to?.[0]]).toEqual([scene.plot.left, scene.plot.left + scene.plot.width]);
      expect(from?.[1]).toBeGreaterThanOrEqual(scene.plot.top);
    }
    expect(scene.description).toContain('Critical at 250. Critical ends at 180. busy.');
  });

  test('writes the labels of limits into a file, none over another', () => {
    const limits = [100, 99, 98, 50].map((value) => ({ value, severity: 'info' as const }));
    const scene = timeSceneOf(trend([[1, 2, 3]]), { limits }, { ...light, hasChrome: true });
    const texts = scene.marks.filter((mark) => mark.type === 'text' && mark.key.startsWith('limit'));
    const places = texts.map((mark) => (mark.type === 'text' ? mark.y : 0)).sort((a, b) => a - b);
    expect(places).toHaveLength(4);
    places.slice(1).forEach((place, index) => expect(place - (places[index] ?? 0)).toBeGreaterThanOrEqual(12));
  });

  test('an axis that is held reaches what it is told, and a limit that cannot be drawn is left out', () => {
    const scene = timeSceneOf(trend([[1, 2, 3]]), { reach: [400], limits: [{ value: Infinity, severity: 'info' }] });
    expect(scene.yDomain[1]).toBe(400);
    expect(linesOf(scene).filter(({ key }) => key.startsWith('limit'))).toEqual([]);
  });

  test('draws what is cut off along the edge of the plot', () => {
    const scene = timeSceneOf(trend([[1, 2, 900, 3]]), { cut: [0, 10] });
    expect(scene.yDomain).toEqual([0, 10]);
    expect(linesOf(scene)[0]?.runs[0]?.[2]?.[1]).toBe(scene.plot.top);
  });

  test('draws the expected band behind the first series, open where nothing was learned, and cuts what flattens it', () => {
    const expected = [null, [1, 3], [1, 3], null, [0, 1e9], [2, 4]] as const;
    const scene = timeSceneOf(trend([[1, 2, 3, 4, 3, 2]]), { expected });
    expect(scene.marks[0]).toMatchObject({ type: 'band', key: 'expected-s0', color: 'var(--chart-muted)' });
    const [band] = scene.marks;
    expect(band?.type === 'band' && band.runs.map(({ upper }) => upper.length)).toEqual([2, 2]);
    expect(scene.yDomain[1]).toBeLessThan(10);
    expect(scene.legend.map(({ label }) => label)).toEqual(['series 0', 'Expected']);
  });

  test('keeps the expected band at its buckets when fewer are drawn', () => {
    const values = Array.from({ length: 5_000 }, (_, index) => index % 97);
    const expected = values.map((value): [number, number] => [value, value + 1]);
    const model = modelOf('line', trend([values], { grain: '1m' }), { expected });
    if (model.kind !== 'time') throw new Error('no time');
    for (const one of [model, thinModel(model, 200)])
      one.series[0]?.values.forEach((value, index) => expect(one.series[0]?.expected?.[index]?.[0]).toBe(value));
  });

  test('is drawn from at most 1,200 buckets and says so', () => {
    const model = modelOf('line', trend([Array.from({ length: 5_000 }, (_, index) => index % 97)], { grain: '1m' }));
    expect(model).toMatchObject({ kind: 'time', downsampledFrom: 5_000 });
    expect(model.kind === 'time' && model.times.length).toBeLessThanOrEqual(1_200);
  });
});

test('raw events have no chart', () => {
  expect(
    chartModel({
      chart: 'line',
      data: { kind: 'table', columns: [], rows: [] },
      unit: 'count',
      timezone: 'UTC',
      title: 't',
    }),
  ).toBeUndefined();
});

const number = fc.oneof(
  fc.integer({ min: 0, max: 10_000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, Number.NaN, Infinity, 0),
);
const value = fc.option(number, { nil: null, freq: 5 });
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.constantFrom('', '<&>"\'', '\u0000\ud800'),
);

const trendData = fc
  .record({
    grain: fc.constantFrom(...grains),
    length: fc.integer({ min: 0, max: 40 }),
    count: fc.oneof(
      { weight: 12, arbitrary: fc.integer({ min: 0, max: 4 }) },
      { weight: 1, arbitrary: fc.constant(50) },
    ),
    hasPrevious: fc.boolean(),
    open: fc.integer({ min: -1, max: 42 }),
    step: fc.integer({ min: 1_000, max: 90 * 24 * hour }),
  })
  .chain(({ grain, length, count, hasPrevious, open, step }) => {
    const values = fc.array(value, { minLength: length, maxLength: length });
    const series = fc.record({ label: text, values, previous: values, isOther: fc.boolean() });
    const buckets = Array.from({ length }, (_, index) => start + index * step);
    return fc.array(series, { minLength: count, maxLength: count }).map((all): TrendData => ({
      kind: 'trend',
      grain,
      buckets,
      series: all.map(({ label, values: drawn, previous, isOther }, index) => ({
        key: `s${index}`,
        label,
        measure: 0,
        group: [label],
        values: drawn,
        isOther,
        ...(hasPrevious ? { previous } : {}),
      })),
      ...(open >= 0 ? { openFrom: start + open * step } : {}),
    }));
  });
const breakdownData = fc
  .array(
    fc.record({
      group: fc.array(fc.option(text), { minLength: 1, maxLength: 3 }),
      value,
      previous: value,
      isOther: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((rows): AnswerData => ({
    kind: 'breakdown',
    dimensions: ['name'],
    measures: ['count'],
    rows: rows.map((row) => ({ ...row, values: [row.value], previous: [row.previous] })),
  }));
const distributionData = fc.array(fc.nat(1e9), { maxLength: 100 }).map((counts): AnswerData => ({
  kind: 'distribution',
  of: 'value',
  count: counts.reduce((sum, count) => sum + count, 0),
  bins: counts.map((count, index) => ({ from: index * 10 - 50, to: index * 10 - 40, count })),
}));
const totalData = fc
  .record({ label: text, value, previous: value })
  .map((total): AnswerData => ({ kind: 'total', values: [total] }));

const counts = fc.array(fc.nat(1e6), { minLength: 8, maxLength: 8 });
const shapeData: fc.Arbitrary<AnswerData>[] = [
  fc
    .array(fc.array(value, { minLength: 24, maxLength: 24 }), { minLength: 7, maxLength: 7 })
    .map((cells) => ({ kind: 'heatmap', label: 'n', cells })),
  fc.array(fc.array(fc.option(fc.nat(900)), { maxLength: 20 }), { maxLength: 30 }).map((cohorts) => ({
    kind: 'retention',
    period: 'day',
    openFrom: start,
    cohorts: cohorts.map((values, index) => ({ start: start + index * 24 * hour, size: 900, values })),
  })),
  fc
    .record({ steps: fc.array(text, { minLength: 2, maxLength: 8 }), groups: fc.array(counts, { maxLength: 6 }) })
    .map(({ steps, groups }) => ({
      kind: 'funnel',
      steps,
      groups: groups.map((of, index) => ({
        group: index === 0 ? [] : [`g${index}`],
        counts: steps.map((_, at) => Math.min(...of.slice(0, at + 1))),
        medianMs: steps.map((_, at) => (at === 0 ? null : at * 1_000)),
        totalMedianMs: 5_000,
      })),
    })),
  fc
    .array(
      fc.record({
        step: fc.nat(3),
        from: fc.constantFrom('a', 'b', '', otherStep),
        to: fc.constantFrom('a', 'b', 'c', null, otherStep),
        count: fc.nat(5_000),
      }),
      { maxLength: 30 },
    )
    .chain((links) =>
      fc.constantFrom('after' as const, 'before' as const).map((direction) => ({
        kind: 'paths' as const,
        direction,
        depth: 3,
        anchor: 'a',
        count: 100,
        links: links.filter(
          (link, index) =>
            links.findIndex(({ step, from, to }) => step === link.step && from === link.from && to === link.to) ===
            index,
        ),
        flows: [{ steps: ['a', 'b'], count: 3 }],
      })),
    ),
  fc.array(fc.record({ value: fc.option(text), inside: value, outside: value, effect: number })).map((rows) => ({
    kind: 'drivers',
    label: 'n',
    isPerHour: true,
    inside: 1,
    outside: null,
    fields: ['name'],
    rows: rows.map((row) => ({ ...row, field: 'name', insideShare: 0.5, outsideShare: 0.5 })),
  })),
  fc.array(fc.tuple(fc.option(fc.nat(1e12)), fc.option(text), value), { maxLength: 40 }).map((rows) => ({
    kind: 'sql',
    columns: [
      { name: 'at', type: 'time', engineType: 'DateTime' },
      { name: 'who', type: 'text', engineType: 'String' },
      { name: 'n', type: 'number', engineType: 'Float64' },
    ],
    rows,
    isTruncated: false,
  })),
];

const input = fc.record({
  chart: fc.constantFrom<PanelChart>(...panelCharts),
  data: fc.oneof({ weight: 3, arbitrary: trendData }, breakdownData, distributionData, totalData, ...shapeData),
  unit: fc.constantFrom(...units),
  timezone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia'),
  title: text,
});
const size = fc.record({
  width: fc.oneof(fc.integer({ min: 320, max: 1_600 }), fc.constantFrom(1, 2, 40, 120)),
  height: fc.oneof(fc.integer({ min: 100, max: 600 }), fc.constantFrom(1, 20, 60)),
  theme: fc.constantFrom('css' as const, 'light' as const, 'dark' as const),
  hasChrome: fc.boolean(),
});

function pointsOf(mark: Mark): (readonly [number, number])[] {
  switch (mark.type) {
    case 'line':
      return mark.runs.flat();
    case 'band':
      return mark.runs.flatMap(({ upper, lower }) => [...upper, ...lower]);
    case 'dot':
      return [[mark.x, mark.y]];
    case 'rect':
      return [
        [mark.x, mark.y],
        [mark.x + mark.width, mark.y + mark.height],
      ];
    case 'boxes':
      return mark.boxes.flatMap(([x, y, width, height]) => [[x, y] as const, [x + width, y + height] as const]);
    case 'shape':
      return [...mark.path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(
        (pair) => [Number(pair[1]), Number(pair[2])] as const,
      );
    case 'text':
      return [];
  }
}

describe('every scene, whatever the data and the size,', () => {
  const withScene = (check: (scene: Scene, model: ChartModel) => void) =>
    fc.assert(
      fc.property(input, size, (given, room) => {
        const model = chartModel(given);
        if (model) check(buildScene(model, room), model);
      }),
      { numRuns: 400 },
    );

  test('has its data inside the plot, and finite', () => {
    withScene((scene) => {
      const { left, top, width, height } = scene.plot;
      const data = scene.marks.filter(({ key }) => key !== 'title' && !key.startsWith('legend-'));
      // A comparison tick sticks out of its bar by 3 px. Written so that NaN is outside, too.
      const isInside = ([x, y]: readonly [number, number]) =>
        x >= left - 0.1 && x <= left + width + 0.1 && y >= top - 3.1 && y <= top + height + 3.1;
      expect(data.flatMap(pointsOf).filter((point) => !isInside(point))).toEqual([]);
    });
  });

  test('has tick labels that touch neither each other nor the edge', () => {
    withScene((scene, model) => {
      if (model.kind !== 'time' && model.kind !== 'histogram') return;
      const spans = scene.xTicks.map(
        ({ position, label }) => [position - textWidth(label, 11) / 2, position + textWidth(label, 11) / 2] as const,
      );
      spans.forEach(([from, to], index) => {
        expect(from).toBeGreaterThanOrEqual(-0.1);
        expect(to).toBeLessThanOrEqual(scene.width + 0.1);
        expect(spans[index + 1]?.[0] ?? Infinity).toBeGreaterThan(to + 4);
      });
      const rows = scene.yTicks.map(({ position }) => position).sort((a, b) => a - b);
      rows.forEach((at, index) => expect((rows[index + 1] ?? Infinity) - at).toBeGreaterThanOrEqual(13.9));
    });
  });

  test('is the same when drawn again', () => {
    fc.assert(
      fc.property(input, size, (given, room) => {
        const draw = () => {
          const model = chartModel(structuredClone(given));
          return model && sceneToSvg(buildScene(model, room));
        };
        expect(draw()).toBe(draw());
      }),
      { numRuns: 60 },
    );
  });
});

test('escaped text holds nothing that XML forbids', () => {
  expect(escapeXml('<a b="c">\'&\u0000\ud800')).toBe('&lt;a b=&quot;c&quot;&gt;&#39;&amp;\ufffd\ufffd');
});
