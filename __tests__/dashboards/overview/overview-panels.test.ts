import { overviewPanels, type OverviewInput } from '@/lib/dashboards/overview/overview-panels';
import { defaultView } from '@/lib/dashboards/view/view';
import type { Filter } from '@/lib/model/filter';
import type { WorkspaceKind } from '@/lib/model/workspace';

const view = {
  ...defaultView,
  filters: [['name', '=', 'x'] as const].map(([f, o, v]): [string, '=', string] => [f, o, v]),
};
const events = [
  { name: 'signup', count: 90, hasValue: false, dimensions: ['properties.plan'] },
  { name: 'payment', count: 10, hasValue: true, dimensions: ['properties.plan', 'properties.country'] },
];
const panelsOf = (change: Partial<OverviewInput>) =>
  overviewPanels({ workspaceKind: 'main', timezone: 'Europe/Berlin', events, view, ...change });

const worlds: [string, Partial<OverviewInput>][] = [
  ['the sample', { workspaceKind: 'sample' }],
  ['the portal itself', { workspaceKind: 'system' }],
  ['any workspace with values', {}],
  ['any workspace without values', { events: events.slice(0, 1) }],
  ['an empty workspace', { events: [] }],
];

describe.each(worlds)('the overview of %s', (_, change) => {
  const panels = panelsOf(change);

  it('has eight panels that fill whole rows of the grid', () => {
    expect(panels).toHaveLength(8);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(8);
    expect(panels.reduce((sum, { size }) => sum + size.columns, 0) % 12).toBe(0);
  });

  it('shows totals with comparison and sparkline, a trend, a top list with others, a distribution or split, and the tail', () => {
    const numbers = panels.filter(({ chart }) => chart === 'number');
    expect(numbers).toHaveLength(3);
    for (const { spec, spark } of numbers) {
      expect(spec).toMatchObject({ kind: 'total', compare: 'previous' });
      expect(spark).toMatchObject({ kind: 'trend', grain: 'auto' });
    }
    expect(panels.find(({ chart }) => chart === 'area')?.spec).toMatchObject({ kind: 'trend', compare: 'previous' });
    expect(panels.find(({ chart }) => chart === 'bars')?.spec).toMatchObject({ kind: 'breakdown', other: true });
    expect(panels.find(({ chart }) => chart === 'events')?.spec).toMatchObject({ kind: 'table' });
  });

  it('asks every question about the range, the timezone and the filters of the view', () => {
    for (const { spec, spark } of panels) {
      for (const question of [spec, spark ?? spec]) {
        expect(question.range).toEqual({ last: '24h' });
        expect(question.timezone).toBe('Europe/Berlin');
        expect(question.kind === 'sql' ? [] : question.where).toContainEqual<Filter>(['name', '=', 'x']);
      }
    }
  });

  it('filters by the field that a top list is made of', () => {
    for (const { chart, spec, filterField } of panels) {
      if (chart === 'bars' && spec.kind === 'breakdown') expect(spec.by).toEqual([filterField]);
    }
  });
});

describe('overview panels', () => {
  it.each<[WorkspaceKind, number]>([
    ['sample', 0],
    ['system', 0],
    ['main', 0],
  ])('of %s compare nothing when the view says so', (workspaceKind, expected) => {
    const panels = panelsOf({ workspaceKind, view: { ...view, compare: 'none' } });
    expect(panels.filter(({ spec }) => 'compare' in spec && spec.compare !== undefined)).toHaveLength(expected);
  });

  it('show percentiles and the spread of values where events carry them', () => {
    const specs = panelsOf({}).map(({ spec }) => spec);
    expect(specs).toContainEqual(expect.objectContaining({ kind: 'distribution', of: 'value' }));
    expect(JSON.stringify(specs)).toContain('"agg":"p95","of":"value","event":"payment"');
  });

  it('split by the property that most events carry where there are no values', () => {
    const bars = panelsOf({ events: events.slice(0, 1) }).filter(({ chart }) => chart === 'bars');
    expect(bars.map(({ filterField }) => filterField)).toEqual(['name', 'properties.plan']);
  });
});
