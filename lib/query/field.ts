import { AppError } from '@/lib/errors/app-error';
import type { Field } from '@/lib/model/filter';
import type { Binder } from './binder';

const prefix = 'properties.';
type Column = 'name' | 'user' | 'session' | 'value' | 'timestamp';

export const isProperty = (field: Field): boolean => field.startsWith(prefix);

export function rejectField(field: Field, reason: string): AppError {
  return new AppError('invalid_input', `${field}: ${reason}`, { fields: [{ path: field, reason }] });
}

/**
 * A property as the engine keeps it (Dynamic), addressed by a bound identifier, which reads that path only. A quote would
 * arrive there with a backslash, so such a path is bound as a text, at the price of reading all properties.
 */
function propertyOf(field: Field, binder: Binder): string {
  const path = field.slice(prefix.length);
  // The engine reads `a.:Int64` and `a.^b` as a type and an object, not as keys.
  if (path.split('.').some((key) => key === '' || /^[:^]/.test(key)))
    throw rejectField(field, 'keys must not be empty or begin with : or ^');
  if (path.includes("'")) return `getSubcolumn(properties, ${binder.bind(path, 'String')})`;
  return `properties.${binder.bind(path, 'Identifier')}`;
}

/** A field with the type it was sent with, for showing. */
export function rawOf(field: Field, binder: Binder): string {
  if (isProperty(field)) return propertyOf(field, binder);
  if (field === 'timestamp') return 'toUnixTimestamp64Milli(timestamp)';
  return field === 'user' || field === 'session' ? textOf(field, binder) : field;
}

/** A field as text; null where the event does not have it. */
export function textOf(field: Field, binder: Binder): string {
  if (field === binder.summarised?.field) return 'text';
  if (isProperty(field)) return `CAST(${propertyOf(field, binder)}, 'Nullable(String)')`;
  switch (field as Column) {
    case 'name':
      return 'name';
    case 'user':
      return `nullIf(user_id, '')`;
    case 'session':
      return `nullIf(session_id, '')`;
    case 'value':
      return `CAST(value, 'Nullable(String)')`;
    case 'timestamp':
      throw rejectField(field, 'cannot be used as text');
  }
}

/** A field as a number; null where it is missing or no number. Texts that read as numbers count, true is 1 and false is 0. */
export function numberOf(field: Field, binder: Binder): string {
  if (field === binder.summarised?.field) return 'number';
  if (isProperty(field)) {
    const number = `accurateCastOrNull(${propertyOf(field, binder)}, 'Float64')`;
    // One text such as "NaN" or "inf", which reads as a number, would take a whole sum or percentile with it.
    return `if(abs(${number}) <= 1e300, ${number}, NULL)`;
  }
  if (field === 'value') return 'value';
  if (field === 'timestamp') return 'toFloat64(toUnixTimestamp64Milli(timestamp))';
  throw rejectField(field, 'is not a number; take value or a property');
}

/** Whether the event has the field at all: 0 or 1. */
export function existsOf(field: Field, binder: Binder): string {
  if (field === binder.summarised?.field) return 'isNotNull(text)';
  if (isProperty(field)) return `isNotNull(${propertyOf(field, binder)})`;
  switch (field as Column) {
    case 'user':
      return `user_id != ''`;
    case 'session':
      return `session_id != ''`;
    case 'value':
      return 'isNotNull(value)';
    case 'name':
    case 'timestamp':
      return '1';
  }
}
