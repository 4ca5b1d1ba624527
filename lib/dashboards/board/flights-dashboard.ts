import type { DashboardDocInput } from '@/lib/model/dashboard';
import type { Filter } from '@/lib/model/filter';
import type { Measure } from '@/lib/model/measure';

type PanelInput = NonNullable<DashboardDocInput['panels']>[number];
type Place = [x: number, y: number, w: number, h: number];

const event = 'departure';
/** The delay in minutes is also the event's value, which the per-minute rollup keeps averages and percentiles of. */
const delay = 'value';
const departures: Measure = { agg: 'count', event, label: 'Departures' };
const chosenOrigins: Filter = ['properties.origin', 'in', ['$origin']];
const common = { where: [chosenOrigins], range: { last: '7d' } };
const ofDepartures = { ...common, where: [['name', '=', event] satisfies Filter, chosenOrigins] };
const at = ([x, y, w, h]: Place) => ({ type: 'chart' as const, layout: { x, y, w, h } });

/** The dashboard that the sample workspace begins with. */
export const flightsDashboard: DashboardDocInput = {
  title: 'Flights at a glance',
  description: 'Departures of domestic US flights and their delays.',
  tags: ['sample'],
  range: { last: '7d' },
  variables: [{ type: 'field', name: 'origin', label: 'Origin', field: 'properties.origin', event }],
  panels: [
    {
      type: 'text',
      id: 'about',
      layout: { x: 0, y: 0, w: 12, h: 1 },
      markdown: 'Choose airports by **Origin**, click a bar to look at one, or drag over a chart to look closer.',
    },
    ...numbers(),
    ...overTime(),
    ...closer(),
  ],
};

function numbers(): PanelInput[] {
  const totalOf = (measure: Measure) => ({
    spec: { kind: 'total' as const, measures: [measure], ...common, compare: 'previous' as const },
    spark: { kind: 'trend' as const, measures: [measure], ...common },
  });
  const late: Measure = { agg: 'count', event, where: [[delay, '>', 15]], label: 'Late', hidden: true };
  const share = {
    measures: [late, { ...departures, hidden: true }],
    formulas: [{ formula: 'A / B * 100', label: 'More than 15 minutes late' }],
    ...common,
  };
  return [
    {
      ...at([0, 1, 3, 3]),
      id: 'departures',
      title: 'Departures',
      chart: 'number',
      ...totalOf(departures),
      betterWhen: 'higher',
    },
    {
      ...at([3, 1, 3, 3]),
      id: 'average-delay',
      title: 'Average delay',
      chart: 'number',
      ...totalOf({ agg: 'avg', of: delay, event, label: 'Average delay' }),
      unit: 'minutes',
      betterWhen: 'lower',
    },
    {
      ...at([6, 1, 3, 3]),
      id: 'late-share',
      title: 'More than 15 minutes late',
      chart: 'number',
      spec: { kind: 'total', ...share, compare: 'previous' },
      spark: { kind: 'trend', ...share },
      unit: 'percent',
      betterWhen: 'lower',
    },
    {
      ...at([9, 1, 3, 3]),
      id: 'worst-delay',
      title: 'Delay, 95th percentile',
      chart: 'number',
      ...totalOf({ agg: 'p95', of: delay, event, label: '95th percentile' }),
      unit: 'minutes',
      betterWhen: 'lower',
    },
  ];
}

function overTime(): PanelInput[] {
  return [
    {
      ...at([0, 4, 8, 5]),
      id: 'departures-trend',
      title: 'Departures over time',
      chart: 'area',
      spec: { kind: 'trend', measures: [departures], ...common, compare: 'previous' },
    },
    {
      ...at([8, 4, 4, 5]),
      id: 'origins',
      title: 'Busiest origins',
      chart: 'bars',
      spec: { kind: 'breakdown', measures: [departures], by: ['properties.origin'], top: 8, other: true, ...common },
      filterField: 'properties.origin',
    },
    {
      ...at([0, 9, 6, 5]),
      id: 'departures-by-hour',
      title: 'Departures by hour, last 24 hours',
      chart: 'columns',
      spec: { kind: 'trend', measures: [departures], ...common, range: { last: '24h' }, grain: '1h' },
      time: 'own',
    },
    {
      ...at([6, 9, 6, 5]),
      id: 'delay-heatmap',
      title: 'Average delay by hour and weekday',
      chart: 'heatmap',
      spec: { kind: 'heatmap', measure: { agg: 'avg', of: delay, event, label: 'Average delay' }, ...common },
      unit: 'minutes',
    },
  ];
}

function closer(): PanelInput[] {
  return [
    {
      ...at([0, 14, 6, 5]),
      id: 'delay-percentiles',
      title: 'Delay, median and 95th percentile',
      chart: 'line',
      spec: {
        kind: 'trend',
        measures: [
          { agg: 'p50', of: delay, event, label: 'Median' },
          { agg: 'p95', of: delay, event, label: '95th percentile' },
        ],
        ...common,
      },
      unit: 'minutes',
    },
    {
      ...at([6, 14, 6, 5]),
      id: 'delay-distribution',
      title: 'How delays spread',
      chart: 'histogram',
      spec: { kind: 'distribution', of: delay, bins: 24, ...ofDepartures },
      unit: 'minutes',
    },
    {
      ...at([0, 19, 7, 6]),
      id: 'routes',
      title: 'Routes',
      chart: 'table',
      spec: {
        kind: 'breakdown',
        measures: [departures, { agg: 'avg', of: delay, event, label: 'Average delay, min' }],
        by: ['properties.route'],
        top: 20,
        ...common,
      },
      filterField: 'properties.route',
    },
    {
      ...at([7, 19, 5, 6]),
      id: 'tail',
      title: 'Live departures',
      chart: 'events',
      spec: {
        kind: 'table',
        columns: ['properties.origin', 'properties.destination', 'properties.delay'],
        limit: 25,
        ...ofDepartures,
      },
      unit: 'minutes',
    },
  ];
}
