import type { PanelInput } from '@/lib/model/panel';
import type { Measure } from '@/lib/model/measure';
import {
  common,
  comparedTrend,
  percentileTrend,
  sizes,
  tail,
  topWithOther,
  totalWithSpark,
  type PanelView,
} from './panel-parts';

const request = 'portal.request';
const query = 'portal.query';
const requests: Measure = { agg: 'count', event: request, label: 'Requests' };

/** The overview of the system workspace: what the portal records of its own requests and queries. */
export function portalPanels(at: PanelView): PanelInput[] {
  return [...numbers(at), ...flow(at), ...causes(at)];
}

function numbers(at: PanelView): PanelInput[] {
  return [
    { id: 'requests', title: 'Requests', chart: 'number', ...totalWithSpark(at, requests), size: sizes.number },
    {
      id: 'request-p95',
      title: 'Request time, 95th percentile',
      chart: 'number',
      ...totalWithSpark(at, { agg: 'p95', of: 'value', event: request, label: 'p95' }),
      unit: 'ms',
      betterWhen: 'lower',
      size: sizes.number,
    },
    {
      id: 'failed-requests',
      title: 'Failed requests',
      description: 'Answered with a status of 500 or above.',
      chart: 'number',
      ...totalWithSpark(at, {
        agg: 'count',
        event: request,
        where: [['properties.status', '>=', 500]],
        label: 'Failed',
      }),
      betterWhen: 'lower',
      size: sizes.number,
    },
  ];
}

function flow(at: PanelView): PanelInput[] {
  return [
    {
      id: 'requests-trend',
      title: 'Requests over time',
      chart: 'area',
      spec: comparedTrend(at, [requests]),
      size: sizes.main,
    },
    {
      id: 'tail',
      title: 'Live requests and queries',
      chart: 'events',
      spec: tail(at, ['name', 'properties.route', 'properties.kind', 'value']),
      unit: 'ms',
      size: sizes.side,
    },
  ];
}

function causes(at: PanelView): PanelInput[] {
  return [
    {
      id: 'routes',
      title: 'Busiest routes',
      chart: 'bars',
      spec: topWithOther(at, 'properties.route', requests),
      filterField: 'properties.route',
      size: sizes.third,
    },
    {
      id: 'request-percentiles',
      title: 'Request time, median and 95th percentile',
      chart: 'line',
      spec: percentileTrend(at, 'value', request),
      unit: 'ms',
      size: sizes.third,
    },
    {
      id: 'query-distribution',
      title: 'How query times spread',
      chart: 'histogram',
      spec: { kind: 'distribution', of: 'value', bins: 24, ...common(at, [['name', '=', query]]) },
      unit: 'ms',
      size: sizes.third,
    },
  ];
}
