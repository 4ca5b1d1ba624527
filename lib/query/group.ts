import type { GroupKey } from '@/lib/model/value';
import type { Field } from '@/lib/model/filter';
import type { Binder } from './binder';
import { rejectField, textOf } from './field';

/** What to group by, one expression per dimension. */
export function groupExpressions(by: readonly Field[], binder: Binder): string[] {
  return by.map((field) => {
    if (field === 'timestamp') throw rejectField(field, 'cannot be grouped by; ask for a trend');
    return textOf(field, binder);
  });
}

/** Whether a row belongs to one of the groups: 0 or 1. Missing is a value of its own, unlike the empty text. */
export function isInGroups(expressions: readonly string[], groups: readonly GroupKey[], binder: Binder): string {
  if (groups.length === 0) return '0';
  const [only] = expressions;
  if (expressions.length !== 1 || only === undefined)
    return `${compositeKey(expressions)} IN ${binder.bind(groups.map(compositeText), 'Array(String)')}`;
  const texts = groups.flatMap(([value]) => (value === null || value === undefined ? [] : [value]));
  const tests = texts.length === 0 ? [] : [`ifNull(${only} IN ${binder.bind(texts, 'Array(String)')}, 0)`];
  if (texts.length < groups.length) tests.push(`isNull(${only})`);
  return tests.length === 1 ? tests.join('') : `(${tests.join(' OR ')})`;
}

/** Several values as one text: each with its length in bytes before it, so that no two groups can read the same. */
function compositeKey(expressions: readonly string[]): string {
  return `concat(${expressions.map((one) => `ifNull(concat(toString(length(${one})), ':', ${one}), '-')`).join(', ')})`;
}

const encoder = new TextEncoder();
function compositeText(group: GroupKey): string {
  return group.map((value) => (value === null ? '-' : `${encoder.encode(value).length}:${value}`)).join('');
}
