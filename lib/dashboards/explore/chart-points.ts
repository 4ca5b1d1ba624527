import type { Filter } from '@/lib/model/filter';
import type { Step } from '@/lib/model/journey-spec';
import type { Measure } from '@/lib/model/measure';
import type { DriversSpec, EventSpec, QuerySpec, TableSpec } from '@/lib/model/query-spec';
import type { GroupKey } from '@/lib/model/value';
import { groupFilter } from '@/lib/dashboards/view/view-links';

/** Unix ms, `to` exclusive. */
export type Stretch = { from: number; to: number };

/** A point of a chart: a stretch of time, a group, a step, or several of these. `label` is how the chart calls it. */
export type ChartPoint = {
  /** Where the point is in time; the range of the question when absent. */
  from?: number | undefined;
  to?: number | undefined;
  /** The only parts of that time that belong to it, as of one hour of the week. */
  within?: readonly Stretch[] | undefined;
  group?: GroupKey | undefined;
  measure?: number | undefined;
  label: string;
};

const iso = (ms: number): string => new Date(ms).toISOString();

/** The filters that keep the group of a point. */
export function groupFilters(spec: QuerySpec, { group = [] }: ChartPoint): Filter[] {
  const by = 'by' in spec ? spec.by : [];
  return group.flatMap((value, index): Filter[] => {
    const field = by[index];
    return field === undefined ? [] : [groupFilter(field, value)];
  });
}

/**
 * The question for the newest events behind a point: those that its number was counted from. Of a funnel they are those of
 * its first step and of a retention those that begin a cohort, as what users did after that cannot be asked for by filters.
 * Null for statements, paths, and what already compares.
 */
export function eventsBehind(spec: QuerySpec, point: ChartPoint): TableSpec | null {
  const counted = countedBy(spec, point.measure);
  if (counted === null || spec.kind === 'sql') return null;
  const { from, to, within = [] } = point;
  return {
    kind: 'table',
    where: [...counted, ...spec.where, ...groupFilters(spec, point), ...timeFilters(within)],
    range: from === undefined || to === undefined ? spec.range : { from: iso(from), to: iso(to) },
    timezone: spec.timezone,
    columns: columnsOf(spec, point.measure),
    limit: 100,
  };
}

/** The question "what moved here": which values changed most between a stretch and the rest of the range. */
export function driversOf(spec: EventSpec, stretch: Stretch, measure = 0): DriversSpec | null {
  const asked = measuresOf(spec, measure)[0];
  if (!asked) return null;
  const { hidden: _, transform: __, ...plain } = asked;
  const { where, range, timezone } = spec;
  const focus = { from: iso(stretch.from), to: iso(stretch.to) };
  return { kind: 'drivers', measure: plain, focus, top: 12, where, range, timezone };
}

const hasUser: Filter = ['user', 'exists'];

/** Which events a question counts, besides its own filters; null when that is no matter of filters. */
function countedBy(spec: QuerySpec, measure: number | undefined): Filter[] | null {
  if (spec.kind === 'paths' || spec.kind === 'drivers' || spec.kind === 'sql') return null;
  if (spec.kind === 'funnel') return [...anyOf(spec.steps.slice(0, 1)), hasUser];
  if (spec.kind === 'retention') return spec.cohort === 'any' ? [...anyOf([spec.start]), hasUser] : null;
  return anyOf(measuresOf(spec, measure));
}

/** The measure, or all when it is a formula or nobody said which. */
function measuresOf(spec: QuerySpec, index: number | undefined): readonly Measure[] {
  if ('measure' in spec) return [spec.measure];
  if (!('measures' in spec)) return [];
  const one = index === undefined ? undefined : spec.measures[index];
  return one ? [one] : spec.measures;
}

/** The events that at least one of some measures or steps is about. */
function anyOf(parts: readonly Pick<Step, 'event' | 'where'>[]): Filter[] {
  const all = parts.map(({ event, where = [] }): Filter[] =>
    event === undefined ? where : [['name', '=', event], ...where],
  );
  const [only = []] = all;
  const isSame = all.every((filters) => JSON.stringify(filters) === JSON.stringify(only));
  if (isSame || all.some((filters) => filters.length === 0)) return isSame ? only : [];
  return [{ or: all.map((filters): Filter => (filters.length === 1 && filters[0] ? filters[0] : { and: filters })) }];
}

/** So many parts a filter may have. */
const mostParts = 50;

function timeFilters(within: readonly Stretch[]): Filter[] {
  if (within.length === 0) return [];
  const parts = within.map(({ from, to }): Filter => ({
    and: [
      ['timestamp', '>=', from],
      ['timestamp', '<', to],
    ],
  }));
  const bundles = Array.from({ length: Math.ceil(parts.length / mostParts) }, (_, index): Filter => ({
    or: parts.slice(index * mostParts, (index + 1) * mostParts),
  }));
  return bundles.length === 1 ? bundles : [{ or: bundles }];
}

function columnsOf(spec: EventSpec, measure: number | undefined): string[] {
  if (spec.kind === 'table') return spec.columns;
  const by = 'by' in spec ? spec.by : [];
  const of = spec.kind === 'distribution' ? [spec.of] : measuresOf(spec, measure).flatMap((one) => one.of ?? []);
  const columns = ['name', 'user', ...by, ...of, 'value'].filter((field) => field !== 'timestamp');
  return [...new Set(columns)].slice(0, 20);
}
