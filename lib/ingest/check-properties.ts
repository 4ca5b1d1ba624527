import { eventLimits } from '@/lib/model/event';
import { isObject } from './parse-batch';

const { maxPropertyKeys, maxPropertyDepth, maxPropertyKeyLength, maxStringLength } = eventLimits;

type Walk = {
  keys: number;
  /** A key with a dot names the same path as nesting, which the engine takes only once. */
  hasDottedKey: boolean;
  /** Some value cannot be written by JSON.stringify in a form that the engine reads. */
  needsCare: boolean;
};

export type PropertiesCheck = { reason: string } | { needsCare: boolean };

/** Why properties are refused, with the path of the field, or whether they need `writeJson` to be written. */
export function checkProperties(properties: Record<string, unknown>): PropertiesCheck {
  const walk: Walk = { keys: 0, hasDottedKey: false, needsCare: false };
  const reason = checkObject(walk, properties, { path: 'properties', depth: 1 });
  if (reason !== null) return { reason };
  const twice = walk.hasDottedKey ? findDuplicatePath(properties) : null;
  if (twice !== null)
    return { reason: `properties names "${twice}" twice, once with a dot in the key and once nested` };
  return { needsCare: walk.needsCare };
}

type Place = { path: string; depth: number };

function checkObject(walk: Walk, object: Record<string, unknown>, place: Place): string | null {
  if (place.depth > maxPropertyDepth) return `${place.path} is nested deeper than ${maxPropertyDepth} levels`;
  for (const key of Object.keys(object)) {
    walk.keys += 1;
    const reason =
      checkKey(walk, key, place.path) ?? checkValue(walk, object[key], { path: place.path, depth: place.depth, key });
    if (reason !== null) return reason;
  }
  return null;
}

function checkKey(walk: Walk, key: string, path: string): string | null {
  if (walk.keys > maxPropertyKeys) return `properties has more than ${maxPropertyKeys} keys`;
  if (key.length > maxPropertyKeyLength) return `a key in ${path} is longer than ${maxPropertyKeyLength} characters`;
  if (key === '') return `${path} has an empty key`;
  if (key === '__proto__') return `${path} has the key "__proto__", which is not allowed`;
  if (key.includes('\0')) return `a key in ${path} contains a NUL character`;
  if (key.includes('.')) walk.hasDottedKey = true;
  if (!key.isWellFormed()) return `a key in ${path} is not valid Unicode`;
  return null;
}

function checkValue(walk: Walk, value: unknown, place: Place & { key: string | number }): string | null {
  if (typeof value === 'string') return checkText(walk, value, place);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return `${pathOf(place)} is not a finite number`;
    if (Math.abs(value) >= 2 ** 63) walk.needsCare = true;
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const inside = { path: pathOf(place), depth: place.depth + 1 };
  return Array.isArray(value)
    ? checkArray(walk, value, inside)
    : checkObject(walk, value as Record<string, unknown>, inside);
}

function checkArray(walk: Walk, values: unknown[], place: Place): string | null {
  if (place.depth > maxPropertyDepth) return `${place.path} is nested deeper than ${maxPropertyDepth} levels`;
  for (const [index, value] of values.entries()) {
    const reason = checkValue(walk, value, { path: place.path, depth: place.depth, key: index });
    if (reason !== null) return reason;
  }
  return null;
}

function checkText(walk: Walk, text: string, place: Place & { key: string | number }): string | null {
  if (text.length > maxStringLength) return `${pathOf(place)} is longer than ${maxStringLength} characters`;
  if (text.includes('\0')) return `${pathOf(place)} contains a NUL character`;
  if (!text.isWellFormed()) walk.needsCare = true;
  return null;
}

function pathOf({ path: parent, key }: Place & { key: string | number }): string {
  const path = typeof key === 'number' ? `${parent}[${key}]` : `${parent}.${key}`;
  return path.length > 300 ? `${path.slice(0, 300)}…` : path;
}

/** Looks into objects in arrays, too: each of them is a JSON value of its own for the engine. */
function findDuplicatePath(object: Record<string, unknown>): string | null {
  const seen = new Set<string>();
  const visit = (value: unknown, path: string): string | null => {
    if (isObject(value))
      return firstOf(Object.keys(value), (key) => visit(value[key], path === '' ? key : `${path}.${key}`));
    if (seen.has(path)) return path;
    seen.add(path);
    return Array.isArray(value) ? visitArray(value) : null;
  };
  return visit(object, '');
}

const visitArray = (values: unknown[]): string | null =>
  firstOf(values, (value) =>
    Array.isArray(value) ? visitArray(value) : isObject(value) ? findDuplicatePath(value) : null,
  );

function firstOf<T>(values: readonly T[], find: (value: T) => string | null): string | null {
  for (const value of values) {
    const found = find(value);
    if (found !== null) return found;
  }
  return null;
}
