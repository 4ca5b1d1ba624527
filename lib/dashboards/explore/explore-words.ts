import type { Filter } from '@/lib/model/filter';
import type { Step } from '@/lib/model/journey-spec';
import type { Aggregate, Formula, Measure } from '@/lib/model/measure';
import { fieldLabel, filterWords } from '@/lib/dashboards/view/filter-words';
import type { ExploreSpec } from './explore-kinds';

export const aggregateWords: Record<Aggregate, string> = {
  count: 'Events',
  users: 'Users',
  rate: 'Events per second',
  sum: 'Sum',
  avg: 'Average',
  min: 'Minimum',
  max: 'Maximum',
  last: 'Last',
  p50: 'Median',
  p75: '75th percentile',
  p90: '90th percentile',
  p95: '95th percentile',
  p99: '99th percentile',
};

type MeasureParts = Pick<Measure, 'agg' | 'of' | 'event' | 'label'>;
/** A measure as people say it: "Average of delay, arrival". */
export function measureWords({ agg, of, event, label }: MeasureParts): string {
  if (label !== undefined) return label;
  if (of !== undefined) return `${aggregateWords[agg]} of ${fieldLabel(of)}${event === undefined ? '' : `, ${event}`}`;
  if (event === undefined) return aggregateWords[agg];
  return agg === 'count' ? event : `${aggregateWords[agg]} of ${event}`;
}

export const stepWords = ({ event, label, where }: Step): string =>
  label ?? event ?? (where ?? []).map(filterPhrase).join(' and ');

/** A filter of any depth as one phrase. */
export function filterPhrase(filter: Filter): string {
  if (Array.isArray(filter)) {
    const { field, operator, value } = filterWords(filter);
    return `${field} ${operator} ${value}`.trim();
  }
  if ('not' in filter) return `not (${filterPhrase(filter.not)})`;
  const [parts, joint] = 'or' in filter ? [filter.or, ' or '] : [filter.and, ' and '];
  return `(${parts.map(filterPhrase).join(joint)})`;
}

const letters = 'ABCDEFGHIJKL';
/** The letter by which formulas call a measure, and after those a formula. */
export const letterOf = (index: number): string => letters[index] ?? '?';

type Measured = { measures: Measure[]; formulas: Formula[] };
function measuredWords({ measures, formulas }: Measured): string {
  const shown = measures.filter(({ hidden }) => !hidden).map(measureWords);
  return [...shown, ...formulas.map(({ label, formula }) => label ?? formula)].slice(0, 3).join('; ');
}

const byWords = (by: readonly string[]): string => (by.length > 0 ? ` by ${by.map(fieldLabel).join(', ')}` : '');

/** What a question asks, in one line: the title of a chart that has none. */
export function questionWords(spec: ExploreSpec): string {
  switch (spec.kind) {
    case 'trend':
    case 'breakdown':
      return measuredWords(spec) + byWords(spec.by);
    case 'total':
      return measuredWords(spec);
    case 'heatmap':
      return `${measureWords(spec.measure)} by hour and weekday`;
    case 'distribution':
      return `Distribution of ${fieldLabel(spec.of)}`;
    case 'table':
      return 'Newest events';
    case 'funnel':
      return spec.steps.map(stepWords).join(' → ') + byWords(spec.by);
    case 'retention':
      return `Users of ${stepWords(spec.start)} who come back for ${stepWords(spec.back)}`;
    case 'paths':
      return `What comes ${spec.direction} ${stepWords(spec.anchor)}`;
  }
}
