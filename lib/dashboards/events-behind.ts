import type { Filter } from '@/lib/model/filter';
import type { RangeSpec } from '@/lib/model/query-range';
import type { QuerySpec, TableSpec } from '@/lib/model/query-spec';

/** The question for the raw events that a point of a trend was counted from; null for questions of other kinds. */
export function eventsBehind(spec: QuerySpec, range: RangeSpec): TableSpec | null {
  if (spec.kind !== 'trend') return null;
  const names = [...new Set(spec.measures.map(({ event }) => event))];
  const [only] = spec.measures;
  const named: Filter[] = names.every((name) => name !== undefined)
    ? [names.length === 1 ? ['name', '=', names[0] ?? ''] : ['name', 'in', names]]
    : [];
  const own = spec.measures.length === 1 ? (only?.where ?? []) : [];
  return {
    kind: 'table',
    where: [...spec.where, ...named, ...own],
    range,
    timezone: spec.timezone,
    columns: ['name', 'user', 'value', ...spec.by.filter((field) => !['name', 'user', 'value'].includes(field))],
    limit: 100,
  };
}
