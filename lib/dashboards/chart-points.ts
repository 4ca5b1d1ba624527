import type { GroupKey } from '@/lib/model/value';
import type { Filter } from '@/lib/model/filter';
import type { Measure } from '@/lib/model/measure';
import type { DriversSpec, TableSpec } from '@/lib/model/query-spec';
import type { ExploreSpec } from './explore-kinds';
import { groupFilter } from './view-links';

/** A point of a chart: a stretch of time, a group, or both. `label` is how the chart calls it. */
export type ChartPoint = {
  from?: number | undefined;
  to?: number | undefined;
  group?: GroupKey | undefined;
  measure?: number | undefined;
  label: string;
};

const iso = (ms: number): string => new Date(ms).toISOString();

/** The filters that keep the group of a point. */
export function groupFilters(spec: ExploreSpec, { group = [] }: ChartPoint): Filter[] {
  const by = 'by' in spec ? spec.by : [];
  return group.flatMap((value, index): Filter[] => {
    const field = by[index];
    return field === undefined ? [] : [groupFilter(field, value)];
  });
}

/** The question for the newest events behind a point: those that its number was counted from. */
export function eventsBehind(spec: ExploreSpec, point: ChartPoint): TableSpec {
  const measure = measureOf(spec, point.measure ?? 0);
  const by = 'by' in spec ? spec.by : [];
  const groups = groupFilters(spec, point);
  const event: Filter[] = measure?.event === undefined ? [] : [['name', '=', measure.event]];
  const extra = measure?.of === undefined ? [] : [measure.of];
  const columns = spec.kind === 'table' ? spec.columns : ['name', 'user', ...by, ...extra, 'value'];
  const { from, to } = point;
  return {
    kind: 'table',
    where: [...event, ...(measure?.where ?? []), ...spec.where, ...groups],
    range: from === undefined || to === undefined ? spec.range : { from: iso(from), to: iso(to) },
    timezone: spec.timezone,
    columns: [...new Set(columns.filter((field) => field !== 'timestamp'))].slice(0, 20),
    limit: 100,
  };
}

/** The question "what moved here": which values changed most between a stretch and the rest of the range. */
export function driversOf(spec: ExploreSpec, stretch: { from: number; to: number }, measure = 0): DriversSpec | null {
  const asked = measureOf(spec, measure);
  if (!asked) return null;
  const { hidden: _, transform: __, ...plain } = asked;
  const { where, range, timezone } = spec;
  const focus = { from: iso(stretch.from), to: iso(stretch.to) };
  return { kind: 'drivers', measure: plain, focus, top: 12, where, range, timezone };
}

function measureOf(spec: ExploreSpec, index: number): Measure | undefined {
  if ('measure' in spec) return spec.measure;
  return 'measures' in spec ? (spec.measures[index] ?? spec.measures[0]) : undefined;
}
