import type { Filter, QuerySpec } from '@/lib/model/query-spec';

/** The event names that can pass; null when any name can. */
export type Names = ReadonlySet<string> | null;

/** Which event names a question can count, as far as its text tells; null when it may be any. */
export function eventNames(spec: QuerySpec): Names {
  const outer = allOf(spec.where);
  if (!('measures' in spec)) return outer;
  const perMeasure = spec.measures.map((measure) => {
    const own = measure.event === undefined ? null : new Set([measure.event]);
    return both(own, allOf(measure.where ?? []));
  });
  return both(outer, union(perMeasure));
}

function allOf(filters: readonly Filter[]): Names {
  return filters.map(namesOf).reduce<Names>(both, null);
}

function namesOf(filter: Filter): Names {
  if (Array.isArray(filter)) return ofCondition(filter);
  if ('and' in filter) return allOf(filter.and);
  if ('or' in filter) return union(filter.or.map(namesOf));
  return null;
}

function ofCondition(condition: Extract<Filter, unknown[]>): Names {
  const [field, operator, value] = condition;
  if (field !== 'name') return null;
  if (operator === '=' && typeof value === 'string') return new Set([value]);
  if (operator === 'in' && Array.isArray(value)) return new Set(value.map(String));
  return null;
}

function both(a: Names, b: Names): Names {
  if (a === null) return b;
  if (b === null) return a;
  return new Set([...a].filter((name) => b.has(name)));
}

function union(sets: readonly Names[]): Names {
  const all = new Set<string>();
  for (const names of sets) {
    if (names === null) return null;
    for (const name of names) all.add(name);
  }
  return all;
}
