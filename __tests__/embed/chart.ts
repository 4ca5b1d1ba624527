import type { Answer, TrendData } from '@/lib/model/answer';
import type { SavedChart } from '@/lib/model/saved-chart';
import { parseSpec } from '@/lib/query/parse-spec';
import { parseChartView } from '@/lib/embed/parse-chart-view';

export const now = Date.parse('2026-11-28T12:00:30Z');

export const view = (search = '', timezone = 'UTC', variables: string[] = []) =>
  parseChartView(new URLSearchParams(search), { timezone, variables, now });

export const look = (search = '') => view(search).look;

export const question = {
  kind: 'trend',
  measures: [{ agg: 'count', event: 'sign-up' }],
  range: { last: '24h' },
  grain: '1h',
};

export const savedChart = (doc: Partial<SavedChart['doc']> = {}): SavedChart => ({
  id: 'c1',
  workspaceId: 'w1',
  doc: { title: 'Sign-ups', chart: 'line', unit: 'count', spec: parseSpec(question), ...doc },
  createdBy: 'a@example.test',
  createdAt: now,
  updatedAt: now,
});

/** A trend of three hours, with a series of each name. */
export function trendAnswer(labels: readonly string[] = ['sign-up'], values: number[] = [3, 5, 4]): Answer<TrendData> {
  const first = Date.parse('2026-11-28T09:00:00Z');
  return {
    data: {
      kind: 'trend',
      grain: '1h',
      buckets: values.map((_, index) => first + index * 3_600_000),
      series: labels.map((label, index) => ({ key: `${index}:`, label, measure: index, group: [label], values })),
    },
    query: parseSpec(question),
    meta: { asOf: now, freshness: 'fresh', ageMs: 0, tookMs: 1, rowsRead: 12, source: 'rollup' },
  };
}
