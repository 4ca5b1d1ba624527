import type { ChartPanel } from '@/lib/model/dashboard';
import type { Filter } from '@/lib/model/filter';
import type { Measure } from '@/lib/model/measure';
import type { PanelChart, Unit } from '@/lib/model/panel';
import type { QuerySpec, TrendSpec } from '@/lib/model/query-spec';
import { fieldLabel } from '@/lib/dashboards/view/filter-words';

export type QuickShape = 'number' | 'trend' | 'split' | 'ranking' | 'spread' | 'events';
export type QuickQuestion = {
  /** All events when absent. */
  event: string | undefined;
  agg: 'count' | 'users' | 'sum' | 'avg' | 'p95';
  /** What `sum`, `avg` and `p95` are of. */
  of: string;
  shape: QuickShape;
  /** What `split` and `ranking` group by. */
  by: string;
};

const range = { last: '24h' };
const base = { where: [], range, timezone: 'UTC' };
const aggWords = { count: '', users: 'Users of ', sum: 'Sum of ', avg: 'Average ', p95: '95th percentile of ' };

/** A panel for the most frequent questions, asked by a few choices. Its place is the caller's to give. */
export function quickPanel(question: QuickQuestion): Omit<ChartPanel, 'id' | 'layout'> {
  const { shape } = question;
  const { spec, spark } = specOf(question);
  return {
    type: 'chart',
    title: titleOf(question),
    chart: charts[shape],
    spec,
    ...(spark && { spark }),
    unit: unitOf(question),
    ...((shape === 'ranking' || shape === 'split') && { filterField: question.by }),
    time: 'dashboard',
    isLive: true,
  };
}

const charts: Record<QuickShape, PanelChart> = {
  number: 'number',
  trend: 'area',
  split: 'stacked',
  ranking: 'bars',
  spread: 'histogram',
  events: 'events',
};

const needsField = (agg: QuickQuestion['agg']): boolean => agg !== 'count' && agg !== 'users';
const unitOf = ({ agg, shape }: QuickQuestion): Unit => (needsField(agg) || shape === 'spread' ? 'number' : 'count');

function titleOf({ event, agg, of, shape, by }: QuickQuestion): string {
  const what = event ?? 'Events';
  if (shape === 'events') return event === undefined ? 'Latest events' : `Latest ${event}`;
  if (shape === 'spread') return `How ${fieldLabel(of)} of ${what} spreads`;
  const measured = needsField(agg) ? `${aggWords[agg]}${fieldLabel(of)}, ${what}` : `${aggWords[agg]}${what}`;
  const behind = { number: '', trend: ' over time', split: ` by ${fieldLabel(by)}`, ranking: ` by ${fieldLabel(by)}` };
  return `${measured}${behind[shape]}`.slice(0, 120);
}

function measureOf({ event, agg, of }: QuickQuestion): Measure {
  return { agg, ...(needsField(agg) && { of }), ...(event !== undefined && { event }) };
}

function specOf(question: QuickQuestion): { spec: QuerySpec; spark?: QuerySpec } {
  const measures = [measureOf(question)];
  const where: Filter[] = question.event === undefined ? [] : [['name', '=', question.event]];
  const trend: Omit<TrendSpec, 'by' | 'other'> = {
    kind: 'trend',
    measures,
    formulas: [],
    ...base,
    top: 8,
    grain: 'auto',
  };
  switch (question.shape) {
    case 'number':
      return {
        spec: { kind: 'total', measures, formulas: [], ...base, compare: 'previous' },
        spark: { ...trend, by: [], other: false },
      };
    case 'trend':
      return { spec: { ...trend, by: [], other: false, compare: 'previous' } };
    case 'split':
      return { spec: { ...trend, by: [question.by], other: true } };
    case 'ranking':
      return {
        spec: { kind: 'breakdown', measures, formulas: [], ...base, by: [question.by], top: 10, other: true },
      };
    case 'spread':
      return { spec: { kind: 'distribution', ...base, where, of: question.of, bins: 24, clip: true } };
    case 'events':
      return { spec: { kind: 'table', ...base, where, columns: ['name', 'user', 'value'], limit: 50 } };
  }
}
