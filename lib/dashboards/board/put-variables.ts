import type { Condition, Filter, Operator, Scalar } from '@/lib/model/filter';
import { parseScalar } from '@/lib/dashboards/view/filter-text';

/** Chosen values by variable; an empty list is all. */
export type Chosen = ReadonlyMap<string, readonly string[]>;

/** A filter names a variable that the dashboard does not have. */
export class UnknownVariable extends Error {
  constructor(readonly variable: string) {
    super(`This panel uses the variable $${variable}, which the dashboard does not have.`);
    this.name = 'UnknownVariable';
  }
}

const reference = /^\$([a-z][a-z0-9_]{0,39})$/i;
const negated = new Set<Operator>(['!=', 'not in', 'not contains']);
const compared = new Set<Operator>(['>', '>=', '<', '<=']);

/**
 * Filters with the chosen values in the place of `$name`; a filter whose variable is "all" is dropped. `$$name` is the text
 * `$name`. Throws UnknownVariable.
 */
export function putVariables(filters: readonly Filter[], chosen: Chosen): Filter[] {
  return filters.map((filter) => put(filter, chosen)).filter((filter) => filter !== null);
}

function put(filter: Filter, chosen: Chosen): Filter | null {
  if (Array.isArray(filter)) return putCondition(filter, chosen);
  if ('not' in filter) {
    const inner = put(filter.not, chosen);
    return inner && { not: inner };
  }
  const isOr = 'or' in filter;
  const parts = (isOr ? filter.or : filter.and).map((part) => put(part, chosen));
  const kept = parts.filter((part) => part !== null);
  // "This or anything" is anything.
  if (kept.length === 0 || (isOr && kept.length < parts.length)) return null;
  return isOr ? { or: kept } : { and: kept };
}

function putCondition(condition: Condition, chosen: Chosen): Filter | null {
  const [field, operator, value] = condition;
  if (value === undefined) return condition;
  const given = [value].flat();
  if (!given.some(isMarked)) return condition;
  const values: Scalar[] = [];
  for (const one of given) {
    const put = valuesFor(one, chosen);
    if (put === null) return null;
    values.push(...put);
  }
  return conditionOn(field, operator, values);
}

const isMarked = (value: Scalar): value is string =>
  typeof value === 'string' && (value.startsWith('$$') || reference.test(value));

/** Null when it is a variable of which everything is chosen. */
function valuesFor(value: Scalar, chosen: Chosen): readonly Scalar[] | null {
  if (!isMarked(value)) return [value];
  if (value.startsWith('$$')) return [value.slice(1)];
  const name = value.slice(1);
  const values = chosen.get(name);
  if (values === undefined) throw new UnknownVariable(name);
  return values.length === 0 ? null : values;
}

function conditionOn(field: string, operator: Operator, values: readonly Scalar[]): Filter {
  const [only] = values;
  if (operator === '=' || operator === 'in')
    return values.length === 1 && only !== undefined ? [field, '=', only] : [field, 'in', [...values]];
  if (operator === '!=' || operator === 'not in')
    return values.length === 1 && only !== undefined ? [field, '!=', only] : [field, 'not in', [...values]];
  const each = values.map((value): Condition => [field, operator, compared.has(operator) ? asNumber(value) : value]);
  const [single] = each;
  if (each.length === 1 && single) return single;
  return negated.has(operator) ? { and: each } : { or: each };
}

const asNumber = (value: Scalar): Scalar => (typeof value === 'string' ? parseScalar(value) : value);

/** `$name` in a title or in Markdown as the chosen values in words. Names that are no variable stay as they are. */
export function putInText(text: string, chosen: Chosen): string {
  return text.replace(/\$([a-z][a-z0-9_]{0,39})/gi, (written, name: string) => {
    const values = chosen.get(name);
    if (values === undefined) return written;
    return values.length === 0 ? 'all' : values.join(', ');
  });
}
