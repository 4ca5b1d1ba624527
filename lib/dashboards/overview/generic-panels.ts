import type { PanelInput } from '@/lib/model/panel';
import type { Measure } from '@/lib/model/measure';
import { fieldLabel } from '@/lib/dashboards/view/filter-words';
import {
  common,
  comparedTrend,
  percentileTrend,
  sizes,
  tail,
  topWithOther,
  totalWithSpark,
  type EventSummary,
  type PanelView,
} from './panel-parts';

const events: Measure = { agg: 'count', label: 'Events' };

/** An overview for any workspace, from its most frequent events and the values and properties they carry. */
export function genericPanels(at: PanelView & { events: readonly EventSummary[] }): PanelInput[] {
  const valued = at.events.find((event) => event.hasValue);
  const splits = splitsOf(at.events);
  return [
    {
      id: 'events',
      title: 'Events',
      chart: 'number',
      ...totalWithSpark(at, events),
      betterWhen: 'higher',
      size: sizes.number,
    },
    {
      id: 'users',
      title: 'Users',
      chart: 'number',
      ...totalWithSpark(at, { agg: 'users', label: 'Users' }),
      betterWhen: 'higher',
      size: sizes.number,
    },
    thirdNumber(at, valued),
    {
      id: 'events-trend',
      title: 'Events over time',
      chart: 'area',
      spec: comparedTrend(at, [events]),
      size: sizes.main,
    },
    { id: 'tail', title: 'Live events', chart: 'events', spec: tail(at, tailColumns(at.events)), size: sizes.side },
    {
      id: 'event-names',
      title: 'Top events',
      chart: 'bars',
      spec: topWithOther(at, 'name', events),
      filterField: 'name',
      size: sizes.third,
    },
    ...(valued ? valuePanels(at, valued) : splitPanels(at, splits)),
  ];
}

function thirdNumber(at: PanelView, valued: EventSummary | undefined): PanelInput {
  if (!valued)
    return {
      id: 'rate',
      title: 'Events per second',
      chart: 'number',
      ...totalWithSpark(at, { agg: 'rate', label: 'Rate' }),
      unit: 'per_second',
      size: sizes.number,
    };
  const measure: Measure = { agg: 'p95', of: 'value', event: valued.name, label: '95th percentile' };
  return {
    id: 'value-p95',
    title: `${valued.name}, value at the 95th percentile`,
    chart: 'number',
    ...totalWithSpark(at, measure),
    unit: 'number',
    size: sizes.number,
  };
}

function valuePanels(at: PanelView, { name }: EventSummary): PanelInput[] {
  return [
    {
      id: 'value-percentiles',
      title: `${name}, median and 95th percentile`,
      chart: 'line',
      spec: percentileTrend(at, 'value', name),
      unit: 'number',
      size: sizes.third,
    },
    {
      id: 'value-distribution',
      title: `How the values of ${name} spread`,
      chart: 'histogram',
      spec: { kind: 'distribution', of: 'value', bins: 24, ...common(at, [['name', '=', name]]) },
      unit: 'number',
      size: sizes.third,
    },
  ];
}

/** Without values: the events by name over time, and the property that most events share. */
function splitPanels(at: PanelView, splits: string[]): PanelInput[] {
  const byName: PanelInput = {
    id: 'names-trend',
    title: 'Events by name',
    chart: 'stacked',
    spec: { kind: 'trend', measures: [events], by: ['name'], top: 5, other: true, ...common(at), grain: at.view.grain },
    filterField: 'name',
    size: sizes.third,
  };
  const field = splits[0] ?? 'user';
  const bySplit: PanelInput = {
    id: 'split',
    title: `Top by ${fieldLabel(field)}`,
    chart: 'bars',
    spec: topWithOther(at, field, events),
    filterField: field,
    size: sizes.third,
  };
  return [byName, bySplit];
}

/** Properties by how many events carry them. */
function splitsOf(summaries: readonly EventSummary[]): string[] {
  const weight = new Map<string, number>();
  for (const { count, dimensions } of summaries) {
    for (const path of dimensions) weight.set(path, (weight.get(path) ?? 0) + count);
  }
  return [...weight].sort((a, b) => b[1] - a[1]).map(([path]) => path);
}

function tailColumns(summaries: readonly EventSummary[]): string[] {
  const second = splitsOf(summaries)[0];
  return ['name', second ?? 'user', 'value'];
}
