import type { Filter } from './filter';
import type { Step } from './journey-spec';
import type { Measure } from './measure';
import type { EventSpec, QuerySpec } from './query-spec';

/** The event names that can pass; null when any name can. */
export type Names = ReadonlySet<string> | null;

/** Which event names a question can be about, as far as its text tells; null when it may be any. */
export function eventNames(spec: QuerySpec): Names {
  return spec.kind === 'sql' ? null : both(allOf(spec.where), ownNames(spec));
}

function ownNames(spec: EventSpec): Names {
  switch (spec.kind) {
    case 'total':
    case 'trend':
    case 'breakdown':
      return union(spec.measures.map(ofPart));
    case 'heatmap':
    case 'drivers':
      return ofPart(spec.measure);
    case 'funnel':
      // Any other event can stand between two steps of a strict funnel.
      return spec.order === 'strict' ? null : union(spec.steps.map(ofPart));
    case 'retention':
      return union([spec.start, spec.back].map(ofPart));
    case 'paths':
    case 'table':
    case 'distribution':
      return null;
  }
}

/** The names of a measure or a step: its event and its own filters. */
function ofPart({ event, where = [] }: Measure | Step): Names {
  return both(event === undefined ? null : new Set([event]), allOf(where));
}

function allOf(filters: readonly Filter[]): Names {
  return filters.map(ofFilter).reduce<Names>(both, null);
}

function ofFilter(filter: Filter): Names {
  if (Array.isArray(filter)) {
    const [field, operator, value] = filter;
    if (field !== 'name' || (operator !== '=' && operator !== 'in') || value === undefined) return null;
    return new Set([value].flat().map(String));
  }
  if ('and' in filter) return allOf(filter.and);
  if ('or' in filter) return union(filter.or.map(ofFilter));
  return null;
}

function both(a: Names, b: Names): Names {
  if (a === null || b === null) return a ?? b;
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
