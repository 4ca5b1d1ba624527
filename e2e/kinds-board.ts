import type { DashboardDocInput } from '../lib/model/dashboard';
import type { QuerySpecInput } from '../lib/model/query-spec';

type PanelInput = NonNullable<DashboardDocInput['panels']>[number];
type ChartInput = Omit<Extract<PanelInput, { type: 'chart' }>, 'type' | 'id' | 'layout'>;

const range = { last: '30d' };
const views = { agg: 'count', event: 'page_view', label: 'Views' } as const;
const buyers = { agg: 'users', event: 'purchase', label: 'Buyers' } as const;
const visitors = { agg: 'users', event: 'page_view', label: 'Visitors' } as const;
const shopSteps = [{ event: 'page_view' }, { event: 'view_item' }, { event: 'add_to_cart' }, { event: 'purchase' }];
const trend: Extract<QuerySpecInput, { kind: 'trend' }> = { kind: 'trend', measures: [views], range };

/** One chart of every kind, each about the same shop. */
const charts: ChartInput[] = [
  { title: 'One number', chart: 'number', spec: { kind: 'total', measures: [views], range }, spark: trend },
  {
    title: 'Several numbers',
    chart: 'number',
    spec: { kind: 'total', measures: [views, visitors, buyers], range, compare: 'previous' },
  },
  {
    title: 'A formula',
    chart: 'number',
    spec: {
      kind: 'total',
      measures: [
        { ...buyers, hidden: true },
        { ...visitors, hidden: true },
      ],
      formulas: [{ formula: 'A / B * 100', label: 'Visitors who buy' }],
      range,
    },
    unit: 'percent',
  },
  { title: 'Total as a table', chart: 'table', spec: { kind: 'total', measures: [views, visitors, buyers], range } },
  { title: 'Line', chart: 'line', spec: { ...trend, by: ['properties.device'], top: 4 } },
  { title: 'Area', chart: 'area', spec: { ...trend, compare: 'previous' } },
  { title: 'Stacked', chart: 'stacked', spec: { ...trend, by: ['properties.country'], top: 5, other: true } },
  { title: 'Columns', chart: 'columns', spec: { ...trend, grain: '1d' } },
  {
    title: 'Bars',
    chart: 'bars',
    spec: { kind: 'breakdown', measures: [views], by: ['properties.path'], top: 8, other: true, range },
    filterField: 'properties.path',
  },
  {
    title: 'Ranking as a table',
    chart: 'table',
    spec: { kind: 'breakdown', measures: [views, visitors], by: ['properties.country', 'properties.device'], range },
  },
  {
    title: 'Histogram',
    chart: 'histogram',
    spec: { kind: 'distribution', of: 'properties.duration_ms', range },
    unit: 'ms',
  },
  { title: 'Week by the hour', chart: 'heatmap', spec: { kind: 'heatmap', measure: views, range } },
  { title: 'Funnel', chart: 'funnel', spec: { kind: 'funnel', steps: shopSteps, window: '7d', range } },
  {
    title: 'Funnel by device',
    chart: 'funnel',
    spec: { kind: 'funnel', steps: shopSteps, window: '7d', by: ['properties.device'], top: 3, range },
  },
  {
    title: 'Retention',
    chart: 'heatmap',
    spec: { kind: 'retention', start: { event: 'page_view' }, back: { event: 'page_view' }, period: 'week', range },
  },
  {
    title: 'Paths',
    chart: 'flow',
    spec: { kind: 'paths', anchor: { event: 'view_item' }, depth: 3, top: 5, range },
  },
  {
    title: 'Drivers',
    chart: 'drivers',
    spec: {
      kind: 'drivers',
      measure: views,
      focus: { from: new Date(Date.now() - 2 * 86_400_000).toISOString(), to: new Date().toISOString() },
      fields: ['properties.country', 'properties.device'],
      range,
    },
  },
  {
    title: 'SQL as a table',
    chart: 'table',
    spec: { kind: 'sql', sql: 'SELECT name, count() AS events FROM events GROUP BY name ORDER BY events DESC', range },
  },
  {
    title: 'SQL over time',
    chart: 'line',
    spec: {
      kind: 'sql',
      sql: 'SELECT toStartOfDay(timestamp) AS day, count() AS events FROM events GROUP BY day ORDER BY day',
      range,
    },
  },
  {
    title: 'Newest events',
    chart: 'events',
    spec: { kind: 'table', columns: ['name', 'properties.path', 'properties.country'], limit: 20, range },
  },
];

/** Each cannot be answered, and what its panel has to say about it. */
const bad: (ChartInput & { says: RegExp })[] = [
  {
    title: 'A cyclic formula',
    chart: 'number',
    spec: { kind: 'total', measures: [views], formulas: [{ formula: 'C + 1' }, { formula: 'B + 1' }], range },
    says: /B and C use each other/,
  },
  {
    title: 'A broken formula',
    chart: 'line',
    spec: { ...trend, formulas: [{ formula: 'A / * 2' }] },
    says: /Expected expression/,
  },
  {
    title: 'SQL with a fault',
    chart: 'table',
    spec: { kind: 'sql', sql: 'SELECT nothing_of_this_name FROM events', range },
    says: /nothing_of_this_name/,
  },
  {
    title: 'A number of a trend',
    chart: 'number',
    spec: trend,
    says: /ask for a total/,
  },
  {
    title: 'An unknown variable',
    chart: 'number',
    spec: { kind: 'total', measures: [views], where: [['user', '=', '$nobody']], range },
    says: /\$nobody/,
  },
  {
    title: 'A range from the future',
    chart: 'area',
    spec: { ...trend, range: { from: '2090-01-01T00:00:00Z', to: '2090-02-01T00:00:00Z' } },
    time: 'own',
    says: /lies in the future/,
  },
];

/** Titles of all charts that draw something, and of those that say why they cannot. */
export const kindTitles = charts.map(({ title }) => title);
export const badPanels = bad.map(({ title, says }) => ({ title, says }));

/** A dashboard with a text, every kind of chart and every kind of fault. */
export function kindsBoard(): DashboardDocInput {
  const put = (chart: ChartInput, index: number): PanelInput => ({
    type: 'chart',
    ...chart,
    id: `p${index}`,
    layout: { x: (index % 2) * 6, y: 1 + Math.floor(index / 2) * 5, w: 6, h: 5 },
  });
  return {
    title: 'Every kind',
    range,
    panels: [
      { type: 'text', id: 'text', title: '', markdown: 'A **text**.', layout: { x: 0, y: 0, w: 12, h: 1 } },
      ...[...charts, ...bad.map(({ says: _says, ...chart }) => chart)].map(put),
    ],
  };
}
