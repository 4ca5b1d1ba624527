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

const event = 'departure';
/** The delay in minutes is also the event's value, which the per-minute rollup keeps averages and percentiles of. */
const delay = 'value';
const departures: Measure = { agg: 'count', event, label: 'Departures' };

/** The overview of the sample workspace: departures of domestic flights with their delays. */
export function flightPanels(at: PanelView): PanelInput[] {
  return [...numbers(at), ...flow(at), ...causes(at)];
}

function numbers(at: PanelView): PanelInput[] {
  return [
    {
      id: 'departures',
      title: 'Departures',
      chart: 'number',
      ...totalWithSpark(at, departures),
      betterWhen: 'higher',
      size: sizes.number,
    },
    {
      id: 'average-delay',
      title: 'Average delay',
      chart: 'number',
      ...totalWithSpark(at, { agg: 'avg', of: delay, event, label: 'Average delay' }),
      unit: 'minutes',
      betterWhen: 'lower',
      size: sizes.number,
    },
    {
      id: 'late-departures',
      title: 'More than 15 minutes late',
      chart: 'number',
      ...totalWithSpark(at, { agg: 'count', event, where: [[delay, '>', 15]], label: 'Late departures' }),
      betterWhen: 'lower',
      size: sizes.number,
    },
  ];
}

function flow(at: PanelView): PanelInput[] {
  return [
    {
      id: 'departures-trend',
      title: 'Departures over time',
      chart: 'area',
      spec: comparedTrend(at, [departures]),
      size: sizes.main,
    },
    {
      id: 'tail',
      title: 'Live departures',
      chart: 'events',
      spec: tail(at, ['properties.origin', 'properties.destination', 'properties.delay'], [['name', '=', event]]),
      unit: 'minutes',
      size: sizes.side,
    },
  ];
}

function causes(at: PanelView): PanelInput[] {
  return [
    {
      id: 'origins',
      title: 'Busiest origins',
      chart: 'bars',
      spec: topWithOther(at, 'properties.origin', departures),
      filterField: 'properties.origin',
      size: sizes.third,
    },
    {
      id: 'delay-percentiles',
      title: 'Delay, median and 95th percentile',
      chart: 'line',
      spec: percentileTrend(at, delay, event),
      unit: 'minutes',
      size: sizes.third,
    },
    {
      id: 'delay-distribution',
      title: 'How delays spread',
      chart: 'histogram',
      spec: { kind: 'distribution', of: delay, bins: 24, ...common(at, [['name', '=', event]]) },
      unit: 'minutes',
      size: sizes.third,
    },
  ];
}
