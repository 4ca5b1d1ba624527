import { eventLimits } from '@/lib/model/event';
import { checkProperties } from './check-properties';
import { isObject } from './parse-batch';
import { asDouble } from './parse-json';

/** An event whose fields have the right types and sizes; its time is not looked at yet. */
export type CheckedEvent = {
  name: string;
  timestamp: unknown;
  id: string | null;
  userId: string;
  sessionId: string;
  value: number | null;
  properties: Record<string, unknown> | null;
  /** Names of properties that became part of one text. */
  overflow: number;
  /** JSON.stringify would write the properties in a form that the engine refuses. */
  needsCare: boolean;
};

const known = ['name', 'timestamp', 'id', 'userId', 'anonymousId', 'sessionId', 'value', 'properties'];
const knownFields = new Set(known);
const { maxNameLength, maxIdLength, minValueSize, maxValueSize } = eventLimits;

/** The event, or the reason why it is refused, with the name of the field. `null` counts as not given. */
export function checkEvent(input: unknown): CheckedEvent | string {
  if (!isObject(input)) return `An event must be an object, not ${kindOf(input)}.`;
  return unknownField(input) ?? checkIdentity(input) ?? checkContent(input);
}

function unknownField(input: Record<string, unknown>): string | null {
  for (const key of Object.keys(input)) {
    if (!knownFields.has(key))
      return `Unknown field "${clip(key)}". Known fields are ${known.join(', ')}; your own go into properties.`;
  }
  return null;
}

function checkIdentity(input: Record<string, unknown>): string | null {
  return (
    checkText('name', input.name, maxNameLength) ??
    (input.name === undefined || input.name === null || input.name === '' ? 'name is missing.' : null) ??
    checkText('id', input.id, maxIdLength) ??
    (input.id === '' ? 'id is empty.' : null) ??
    checkText('userId', input.userId, maxIdLength) ??
    checkText('anonymousId', input.anonymousId, maxIdLength) ??
    checkText('sessionId', input.sessionId, maxIdLength)
  );
}

function checkText(field: string, value: unknown, maxLength: number): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') return `${field} must be a string, not ${kindOf(value)}.`;
  if (value.length > maxLength) return `${field} is longer than ${maxLength} characters.`;
  if (value.includes('\0')) return `${field} contains a NUL character.`;
  return value.isWellFormed() ? null : `${field} is not valid Unicode.`;
}

function checkContent(input: Record<string, unknown>): CheckedEvent | string {
  const value = asDouble(input.value ?? null);
  if (!isNumberOrNull(value)) return `value must be a number, not ${kindOf(value)}.`;
  const valueFault = faultOfValue(value);
  if (valueFault !== null) return valueFault;
  const properties = input.properties ?? null;
  if (properties !== null && !isObject(properties)) return `properties must be an object, not ${kindOf(properties)}.`;
  const check = properties === null ? noProperties : checkProperties(properties);
  if ('reason' in check) return `${check.reason}.`;
  return {
    name: textOf(input.name),
    timestamp: asDouble(input.timestamp),
    id: textOf(input.id) || null,
    userId: textOf(input.userId) || textOf(input.anonymousId),
    sessionId: textOf(input.sessionId),
    value,
    properties: check.properties,
    overflow: check.overflow,
    needsCare: check.needsCare,
  };
}

function faultOfValue(value: number | null): string | null {
  if (value === null || value === 0) return null;
  if (!Number.isFinite(value)) return 'value is not a finite number.';
  const size = Math.abs(value);
  if (size >= minValueSize && size <= maxValueSize) return null;
  return `value has to be 0 or between ${minValueSize} and ${maxValueSize} in size.`;
}

const noProperties = { properties: null, overflow: 0, needsCare: false };
const isNumberOrNull = (value: unknown): value is number | null => value === null || typeof value === 'number';

/** The types of identity fields have been checked; what was not sent is empty. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'bigint') return 'a number';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

const clip = (text: string): string => (text.length > 100 ? `${text.slice(0, 100)}…` : text);
