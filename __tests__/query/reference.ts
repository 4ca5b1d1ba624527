import type { Value } from '@/lib/model/value';
import type { StoredEvent } from '@/lib/model/event';
import type { Condition, Field, Filter, Scalar } from '@/lib/model/filter';
import type { Measure } from '@/lib/model/measure';
import type { EventSpec } from '@/lib/model/query-spec';

/** The obvious, slow way to answer, to compare the engine with. */
export function read(event: StoredEvent, field: Field): unknown {
  switch (field) {
    case 'name':
      return event.name;
    case 'user':
      return event.user_id === '' ? null : event.user_id;
    case 'session':
      return event.session_id === '' ? null : event.session_id;
    case 'value':
      return event.value;
    case 'timestamp':
      return event.timestamp;
    default:
      return field
        .slice('properties.'.length)
        .split('.')
        .reduce<unknown>(
          (value, key) =>
            typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
          event.properties,
        );
  }
}

export function textOf(event: StoredEvent, field: Field): string | null {
  const value = read(event, field) as Scalar | null | undefined;
  return value === null || value === undefined ? null : String(value);
}

export function numberOf(event: StoredEvent, field: Field): number | null {
  const value = read(event, field);
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string' || !/^-?\d+(\.\d+)?$/.test(value)) return null;
  return Number(value);
}

const opposite: Record<string, string> = {
  '!=': '=',
  'not in': 'in',
  'not contains': 'contains',
  'not exists': 'exists',
};

type Comparable = string | number;
const comparisons: Record<string, (a: Comparable, b: Comparable) => boolean> = {
  '=': (a, b) => a === b,
  in: (a, b) => a === b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
};
const textTests: Record<string, (a: string, b: string) => boolean> = {
  contains: (a, b) => a.includes(b),
  'starts with': (a, b) => a.startsWith(b),
  'ends with': (a, b) => a.endsWith(b),
};

function holds(event: StoredEvent, condition: Condition): boolean {
  const [field, operator, value] = condition as [Field, string, Scalar | Scalar[] | undefined];
  const positive = opposite[operator];
  if (positive !== undefined) return !holds(event, [field, positive, value] as unknown as Condition);
  const text = textOf(event, field);
  if (operator === 'exists') return text !== null;
  if (text === null) return false;
  const values = Array.isArray(value) ? value : [value as Scalar];
  const isNumber = (wanted: Scalar) =>
    field === 'value' || field === 'timestamp' || (typeof wanted === 'number' && field.startsWith('properties.'));
  return values.some((wanted) => {
    const [left, right] = isNumber(wanted)
      ? [
          numberOf(event, field),
          field === 'timestamp' && typeof wanted === 'string' ? Date.parse(wanted) : Number(wanted),
        ]
      : [text, String(wanted)];
    if (left === null) return false;
    const ordered = comparisons[operator];
    return ordered === undefined ? (textTests[operator]?.(text, String(wanted)) ?? false) : ordered(left, right);
  });
}

export function passes(event: StoredEvent, filter: Filter): boolean {
  if (Array.isArray(filter)) return holds(event, filter);
  if ('or' in filter) return filter.or.some((inner) => passes(event, inner));
  if ('and' in filter) return filter.and.every((inner) => passes(event, inner));
  return !passes(event, filter.not);
}

const rank: Partial<Record<Measure['agg'], number>> = { p50: 0.5, p75: 0.75, p90: 0.9, p95: 0.95, p99: 0.99 };

export function measured(events: readonly StoredEvent[], measure: Measure, seconds: number): Value {
  const own = events.filter(
    (event) =>
      (measure.event === undefined || event.name === measure.event) &&
      (measure.where ?? []).every((filter) => passes(event, filter)),
  );
  if (measure.agg === 'count') return own.length;
  if (measure.agg === 'rate') return own.length / seconds;
  if (measure.agg === 'users') return new Set(own.map((event) => event.user_id).filter((user) => user !== '')).size;
  const field = measure.of ?? 'value';
  const pairs = own
    .map((event) => ({ event, number: numberOf(event, field) }))
    .filter((pair): pair is { event: StoredEvent; number: number } => pair.number !== null);
  if (pairs.length === 0) return null;
  const numbers = pairs.map((pair) => pair.number).sort((a, b) => a - b);
  if (measure.agg === 'last')
    return [...pairs].sort((a, b) => b.event.timestamp - a.event.timestamp || b.number - a.number)[0]?.number ?? null;
  return folded(measure.agg, numbers);
}

/** Of numbers in ascending order, at least one. */
function folded(agg: Measure['agg'], numbers: readonly number[]): Value {
  const sum = numbers.reduce((total, number) => total + number, 0);
  if (agg === 'sum') return sum;
  if (agg === 'avg') return sum / numbers.length;
  if (agg === 'min') return numbers[0] ?? null;
  if (agg === 'max') return numbers[numbers.length - 1] ?? null;
  return numbers[Math.floor((rank[agg] ?? 0) * (numbers.length - 1))] ?? null;
}

export function matching(
  events: readonly StoredEvent[],
  spec: EventSpec,
  range: { from: number; to: number },
): StoredEvent[] {
  return events.filter(
    (event) =>
      event.workspace === 'w1' &&
      event.timestamp >= range.from &&
      event.timestamp < range.to &&
      spec.where.every((filter) => passes(event, filter)),
  );
}

/** Groups by their texts, with the events of each. */
export function grouped(events: readonly StoredEvent[], by: readonly Field[]): Map<string, StoredEvent[]> {
  const groups = new Map<string, StoredEvent[]>();
  for (const event of events) {
    const key = JSON.stringify(by.map((field) => textOf(event, field)));
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  return groups;
}
