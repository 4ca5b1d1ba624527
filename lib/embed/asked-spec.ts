import { parametersOf, withVariables } from '@/lib/dashboards/board/resolve-board';
import { fittingGrains } from '@/lib/dashboards/view/view';
import { invalidInput } from '@/lib/model/check-input';
import type { EventSpec, QuerySpec } from '@/lib/model/query-spec';
import type { ChartView } from './chart-view';

type Asked = Omit<ChartView, 'look'>;

/** The names that an address may give values to: `$name` in filters, `{name:Type}` in a statement. */
export function variablesOf(spec: QuerySpec): string[] {
  const [text, reference] =
    spec.kind === 'sql'
      ? [spec.sql, /\{\s*([a-z_]\w{0,40})\s*:/gi]
      : [JSON.stringify(spec), /"\$([a-z][a-z0-9_]{0,39})"/gi];
  const names = [...text.matchAll(reference)].map(([, name = '']) => name);
  // Bound by every statement's range.
  return [...new Set(names)].filter((name) => spec.kind !== 'sql' || (name !== 'from' && name !== 'to'));
}

/** The chart's question with the view put in. Throws AppError invalid_input where the question cannot take a part of it. */
export function askedSpec(spec: QuerySpec, view: Asked): QuerySpec {
  const { range, timezone, filters, variables } = view;
  if (spec.kind === 'sql' && filters.length > 0)
    throw invalidInput([{ path: 'filter', reason: 'This chart is a statement, which says itself what it reads.' }]);
  if (spec.kind === 'drivers' && range)
    throw invalidInput([
      { path: 'range', reason: 'This chart compares a stretch of time with the range that it has.' },
    ]);
  const timed = { ...spec, ...(range && { range }), ...(timezone !== undefined && { timezone }) };
  if (timed.kind === 'sql') return { ...timed, parameters: parametersOf(timed, new Map(Object.entries(variables))) };
  return withFittingGrain(
    hasVariables(view)
      ? withVariables(timed, chosenOf(spec, view), filters)
      : { ...timed, where: [...timed.where, ...filters] },
  );
}

/** The grain that was chosen for the chart's own range may make too many buckets of another. */
function withFittingGrain(spec: EventSpec): EventSpec {
  if (spec.kind !== 'trend' || spec.grain === 'auto' || fittingGrains(spec.range).includes(spec.grain)) return spec;
  return { ...spec, grain: 'auto' };
}

const hasVariables = ({ variables }: Asked): boolean => Object.keys(variables).length > 0;

/** A name without a value stands for itself, as it does on the page of the question. */
const chosenOf = (spec: QuerySpec, { variables }: Asked): Map<string, string[]> =>
  new Map(variablesOf(spec).map((name) => [name, variables[name] ?? [`$${name}`]]));
