import type { QuerySpecInput } from '../lib/model/query-spec';
import type { DesignRowId } from './design-rows';

const shop = ['view_item', 'add_to_cart', 'begin_checkout', 'add_payment_info', 'purchase'].map((event) => ({ event }));
const view = { event: 'page_view' };
const users = [{ agg: 'users' as const }];
const day = (date: string): string => `${date}T00:00:00Z`;
const eightWeeks = { from: day('2026-09-28'), to: day('2026-11-23') };

export type Asked = { what: string; spec: QuerySpecInput; goalMs?: number; row?: DesignRowId };
/** One or more of every kind, with what the issue of each promises. */
export const kindQuestions: Asked[] = [
  {
    what: 'total, events and users of 24 h',
    row: 'kind-24h',
    spec: { kind: 'total', measures: [{ agg: 'count' }, ...users], range: { last: '24h' } },
  },
  {
    what: 'trend, daily users of 30 days',
    row: 'kind-users',
    spec: { kind: 'trend', measures: users, grain: '1d', range: { last: '30d' } },
  },
  {
    what: 'breakdown, countries by events of 30 days',
    row: 'kind-countries',
    spec: {
      kind: 'breakdown',
      measures: [{ agg: 'count' }],
      by: ['properties.country'],
      range: { last: '30d' },
    },
  },
  {
    what: 'breakdown, countries by users of 30 days',
    spec: { kind: 'breakdown', measures: users, by: ['properties.country'], range: { last: '30d' } },
  },
  {
    what: 'breakdown, paths by views and users of 60 days',
    row: 'kind-paths',
    spec: {
      kind: 'breakdown',
      measures: [
        { agg: 'count', event: 'page_view' },
        { agg: 'users', event: 'page_view' },
      ],
      by: ['properties.path'],
      range: { last: '60d' },
    },
  },
  { what: 'distribution of times of 30 days', spec: { kind: 'distribution', of: 'value', range: { last: '30d' } } },
  {
    what: 'table, the last 100 purchases',
    spec: {
      kind: 'table',
      columns: ['name', 'user', 'properties.revenue'],
      where: [['name', '=', 'purchase']],
      range: { last: '7d' },
    },
  },
  {
    what: 'funnel, 5 steps, 30 days',
    spec: { kind: 'funnel', steps: shop, range: { last: '30d' } },
    goalMs: 250,
    row: 'kind-funnel',
  },
  {
    what: 'funnel, 5 strict steps, 30 days',
    spec: { kind: 'funnel', steps: shop, order: 'strict', range: { last: '30d' } },
  },
  {
    what: 'funnel, 5 steps by country, 30 days',
    spec: { kind: 'funnel', steps: shop, by: ['properties.country'], range: { last: '30d' } },
  },
  {
    what: 'retention, 8 weeks, first views',
    row: 'kind-retention',
    spec: { kind: 'retention', start: view, back: view, range: eightWeeks },
    goalMs: 500,
  },
  {
    what: 'retention, 8 weeks, sign-up to any view',
    spec: { kind: 'retention', start: { event: 'signup' }, back: view, cohort: 'any', range: eightWeeks },
    goalMs: 500,
  },
  {
    what: 'retention, 56 days, first views',
    spec: { kind: 'retention', start: view, back: view, period: 'day', range: eightWeeks },
  },
  {
    what: 'paths after a sign-up, 30 days',
    spec: { kind: 'paths', anchor: { event: 'signup' }, range: { last: '30d' } },
  },
  {
    what: 'paths of pages after a view, 30 days',
    spec: {
      kind: 'paths',
      anchor: view,
      of: 'properties.path',
      where: [['name', '=', 'page_view']],
      range: { last: '30d' },
    },
  },
  { what: 'heatmap of 30 days', spec: { kind: 'heatmap', measure: { agg: 'count' }, range: { last: '30d' } } },
  {
    what: 'drivers of one day in a week',
    spec: {
      kind: 'drivers',
      measure: { agg: 'count', event: 'purchase' },
      focus: { from: day('2026-11-20'), to: day('2026-11-21') },
      range: { last: '7d' },
    },
  },
  {
    what: 'drivers of all events of one day in 30',
    spec: {
      kind: 'drivers',
      measure: { agg: 'count' },
      focus: { from: day('2026-11-20'), to: day('2026-11-21') },
      range: { last: '30d' },
    },
  },
  {
    what: 'sql, events per name of 30 days',
    spec: {
      kind: 'sql',
      sql: 'SELECT name, count() AS n FROM events WHERE timestamp >= {from:DateTime64(3)} GROUP BY name ORDER BY n DESC',
      range: { last: '30d' },
    },
  },
];
