import { AppError } from '@/lib/errors/app-error';
import type { Value } from '@/lib/model/value';
import type { Aggregate, Measure } from '@/lib/model/measure';
import type { Source } from '@/lib/model/source';
import type { Binder } from './binder';
import { numberOf } from './field';
import { whereOf } from './where';

/**
 * Percentiles come from DDSketch (Masson et al., VLDB 2019) with a relative accuracy of 1 %: the buckets of the sketch
 * depend on the value only, so the merged sketches of the rollup give exactly the number that the raw values give.
 */
const accuracy = '0.01';
/** Must be the levels of `value_quantiles` in the rollup, in their order. */
const levels = ['0.5', '0.75', '0.9', '0.95', '0.99'] as const;
const levelOf: Partial<Record<Aggregate, (typeof levels)[number]>> = {
  p50: '0.5',
  p75: '0.75',
  p90: '0.9',
  p95: '0.95',
  p99: '0.99',
};

/**
 * A number as the engine's sketch gave it, put right: the engine cuts logarithms toward zero instead of down, so numbers
 * between -1 and 1 come out one bucket too far from 0, by up to 3 %. (Those from 0.98 to 1 share the bucket above them and
 * cannot be told apart.) The events and the rollup have the same fault.
 */
export function sketched(value: Value): Value {
  return value === null || Math.abs(value) >= 1 ? value : (value * (1 - Number(accuracy))) / (1 + Number(accuracy));
}

export const isPercentile = ({ agg }: Measure): boolean => levelOf[agg] !== undefined;

/** The condition of a measure's own event and filters; undefined when it takes every event of the question. */
export function measureCondition(measure: Measure, binder: Binder): string | undefined {
  const parts: string[] = [];
  if (measure.event !== undefined) parts.push(`name = ${binder.bind(measure.event, 'String')}`);
  const own = whereOf(measure.where ?? [], binder);
  if (own !== undefined) parts.push(own);
  return parts.length === 0 ? undefined : parts.join(' AND ');
}

/** Counts of nothing are 0; sums, means and percentiles of nothing are null. */
export const isZeroWhenEmpty = (measure: Measure): boolean => ['count', 'users', 'rate'].includes(measure.agg);

/** The aggregate of a measure over the rows for which `condition` holds. A `rate` is its count; the shape divides by the seconds. */
export function aggregateOf(
  measure: Measure,
  condition: string | undefined,
  from: { source: Source; binder: Binder },
): string {
  return from.source === 'events' ? ofEvents(measure, condition, from.binder) : ofRollup(measure, condition);
}

/** Of how many values a measure's sum is: what a mean is made of. */
export function valueCountOf(
  measure: Measure,
  condition: string | undefined,
  { source, binder }: { source: Source; binder: Binder },
): string {
  const isIf = condition === undefined ? '' : 'If';
  const args = (column: string) => (condition === undefined ? column : `${column}, ${condition}`);
  return source === 'events'
    ? `toFloat64(count${isIf}(${args(numberOf(fieldOf(measure), binder))}))`
    : `toFloat64(sum${isIf}(${args('value_count')}))`;
}

function ofEvents(measure: Measure, condition: string | undefined, binder: Binder): string {
  const call = (name: string, args: string): string =>
    condition === undefined
      ? `${name}(${args})`
      : name.endsWith(')')
        ? parametric(name, args, condition)
        : `${name}If(${[args, condition].filter((part) => part !== '').join(', ')})`;
  if (measure.agg === 'count' || measure.agg === 'rate') return `toFloat64(${call('count', '')})`;
  if (measure.agg === 'users')
    return `toFloat64(uniqIf(user_hash, user_hash != 0${condition === undefined ? '' : ` AND ${condition}`}))`;
  const number = numberOf(fieldOf(measure), binder);
  const level = levelOf[measure.agg];
  if (level !== undefined) return call(`quantileDD(${accuracy}, ${level})`, number);
  if (measure.agg === 'last') return call('argMax', `${number}, (timestamp, ifNull(${number}, 0))`);
  return call(measure.agg, number);
}

/** The engine's function behind `value_quantiles`, with `State`, `MergeState` and the like. */
export const quantilesFunction = (combinator: string): string =>
  `quantilesDD${combinator}(${accuracy}, ${levels.join(', ')})`;

/** The merged sketch of `value`, in hex, to be read by `readSketch`. */
export const mergedSketch = `hex(${quantilesFunction('MergeState')}(value_quantiles))`;

function parametric(name: string, args: string, condition: string): string {
  const open = name.indexOf('(');
  return `${name.slice(0, open)}If${name.slice(open)}(${args}, ${condition})`;
}

function ofRollup(measure: Measure, condition: string | undefined): string {
  const call = (name: string, column: string): string =>
    condition === undefined ? `${name}(${column})` : `${name}If(${column}, ${condition})`;
  const level = levels.findIndex((known) => known === levelOf[measure.agg]);
  if (level >= 0) {
    const merge = call('quantilesDDMerge', 'value_quantiles');
    return `${merge.replace('(', `(${accuracy}, ${levels.join(', ')})(`)}[${level + 1}]`;
  }
  const others: Partial<Record<Aggregate, () => string>> = {
    count: () => `toFloat64(${call('sum', 'events')})`,
    rate: () => `toFloat64(${call('sum', 'events')})`,
    users: () => `toFloat64(${call('uniqMerge', 'users')})`,
    sum: () => `if(${call('sum', 'value_count')} = 0, NULL, ${call('sum', 'value_sum')})`,
    avg: () => `${call('sum', 'value_sum')} / nullIf(${call('sum', 'value_count')}, 0)`,
    min: () => call('min', 'value_min'),
    max: () => call('max', 'value_max'),
    last: () => call('argMaxMerge', 'value_last'),
  };
  const expression = others[measure.agg];
  if (expression === undefined) throw new AppError('internal', `The rollup does not know ${measure.agg}`);
  return expression();
}

function fieldOf(measure: Measure): string {
  if (measure.of === undefined) throw new AppError('invalid_input', `${measure.agg} needs a field, for example value`);
  return measure.of;
}
