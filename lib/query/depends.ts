import type { Filter, QuerySpec } from '@/lib/model/query-spec';

type Names = ReadonlySet<string> | undefined;

/** The event names that can pass the filters and measures of a question; undefined when any can. */
export function namesOf(spec: QuerySpec): Names {
  const outer = all(spec.where);
  if (!('measures' in spec)) return outer;
  const perMeasure = spec.measures.map((measure) =>
    both(measure.event === undefined ? undefined : new Set([measure.event]), all(measure.where ?? [])),
  );
  return both(outer, any(perMeasure));
}

const all = (filters: readonly Filter[]): Names => filters.map(ofFilter).reduce<Names>(both, undefined);

function ofFilter(filter: Filter): Names {
  if (Array.isArray(filter)) {
    const [field, operator, value] = filter;
    if (field !== 'name' || (operator !== '=' && operator !== 'in') || value === undefined) return undefined;
    return new Set((Array.isArray(value) ? value : [value]).map(String));
  }
  if ('and' in filter) return all(filter.and);
  if ('or' in filter) return any(filter.or.map(ofFilter));
  return undefined;
}

function both(a: Names, b: Names): Names {
  if (a === undefined || b === undefined) return a ?? b;
  return new Set([...a].filter((name) => b.has(name)));
}

function any(sets: readonly Names[]): Names {
  const names = new Set<string>();
  for (const set of sets) {
    if (set === undefined) return undefined;
    for (const name of set) names.add(name);
  }
  return names;
}
