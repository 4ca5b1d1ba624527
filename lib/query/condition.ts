import type { Condition, Field, Operator, Scalar } from '@/lib/model/filter';
import type { Binder } from './binder';
import { existsOf, isProperty, numberOf, rejectField, textOf } from './field';

/** What each negated operator denies. It is the exact opposite, so events without the field pass it. */
const opposites: Partial<Record<Operator, Operator>> = {
  '!=': '=',
  'not in': 'in',
  'not contains': 'contains',
  'not exists': 'exists',
};

const textTests: Partial<Record<Operator, (subject: string, value: string) => string>> = {
  contains: (subject, value) => `position(${subject}, ${value}) > 0`,
  'starts with': (subject, value) => `startsWith(${subject}, ${value})`,
  'ends with': (subject, value) => `endsWith(${subject}, ${value})`,
};

/** One condition as an expression that is 0 or 1: an event without the field fulfils no positive condition. */
export function conditionOf(condition: Condition, binder: Binder): string {
  const [field, operator, value] = condition;
  const positive = opposites[operator];
  if (positive !== undefined) {
    const inner = (value === undefined ? [field, positive] : [field, positive, value]) as Condition;
    return `NOT (${conditionOf(inner, binder)})`;
  }
  if (operator === 'exists') return existsOf(field, binder);
  const values = value === undefined ? [] : Array.isArray(value) ? value : [value];
  if (values.length === 0) throw rejectField(field, `${operator} needs a value`);
  if (operator === '=' || operator === 'in') return equalsAny(field, values, binder);
  const test = textTests[operator];
  if (test === undefined) return compared([field, operator as Comparison, values], binder);
  const subject = textOf(field, binder);
  return either(values.map((value) => ifKnown(field, test(subject, binder.bind(String(value), 'String')))));
}

type Comparison = '>' | '>=' | '<' | '<=';

/** Columns that always hold something stay bare, so that the engine's index understands them. */
const isNullable = (field: Field): boolean => field !== 'name' && field !== 'timestamp';
const ifKnown = (field: Field, test: string): string => (isNullable(field) ? `ifNull(${test}, 0)` : test);
const either = (tests: readonly string[]): string => (tests.length === 1 ? tests.join('') : `(${tests.join(' OR ')})`);

function compared([field, operator, values]: [Field, Comparison, readonly Scalar[]], binder: Binder): string {
  const [value] = values;
  if (value === undefined || values.length > 1) throw rejectField(field, `${operator} takes one value`);
  if (typeof value === 'boolean') throw rejectField(field, `${operator} takes a number or a text`);
  if (isNumberLike(field, value))
    return ifKnown(field, `${numberOf(field, binder)} ${operator} ${binder.bind(numeric(field, value), 'Float64')}`);
  return ifKnown(field, `${textOf(field, binder)} ${operator} ${binder.bind(String(value), 'String')}`);
}

/** Numbers are compared as numbers, texts and booleans by their text. */
function equalsAny(field: Field, values: readonly Scalar[], binder: Binder): string {
  const numbers = values.filter((value) => isNumberLike(field, value)).map((value) => numeric(field, value));
  const texts = values.filter((value) => !isNumberLike(field, value)).map(String);
  const tests: string[] = [];
  if (texts.length > 0) tests.push(ifKnown(field, `${textOf(field, binder)} ${oneOf(texts, 'String', binder)}`));
  if (numbers.length > 0) tests.push(ifKnown(field, `${numberOf(field, binder)} ${oneOf(numbers, 'Float64', binder)}`));
  return either(tests);
}

function oneOf(values: readonly string[] | readonly number[], type: 'String' | 'Float64', binder: Binder): string {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return `= ${binder.bind(only, type)}`;
  return `IN ${binder.bind(values, `Array(${type})`)}`;
}

const isNumberColumn = (field: Field): boolean => field === 'value' || field === 'timestamp';
const isNumberLike = (field: Field, value: Scalar): boolean =>
  isNumberColumn(field) || (typeof value === 'number' && isProperty(field));

function numeric(field: Field, value: Scalar): number {
  if (typeof value === 'number') return value;
  const parsed =
    typeof value === 'boolean' || value.trim() === ''
      ? Number.NaN
      : field === 'timestamp'
        ? Date.parse(value)
        : Number(value);
  if (Number.isFinite(parsed)) return parsed;
  throw rejectField(field, field === 'timestamp' ? 'needs an ISO time or Unix milliseconds' : 'needs a number');
}
