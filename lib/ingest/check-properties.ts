import { eventLimits, overflowProperty } from '@/lib/model/event';
import { isObject } from './parse-batch';
import { writeJson } from './write-json';

const { maxPropertyKeys, maxPropertyDepth, maxPropertyKeyLength, maxStringLength } = eventLimits;

type Walk = {
  keys: number;
  /** A key with a dot names the same path as nesting, which the engine takes only once. */
  hasDottedKey: boolean;
  /** Some value cannot be written by JSON.stringify in a form that the engine reads. */
  needsCare: boolean;
};

export type PropertiesCheck =
  { reason: string } | { properties: Record<string, unknown>; overflow: number; needsCare: boolean };

/**
 * Why properties are refused, with the path of the field, or the properties to keep. Of too many names the first ones are
 * kept as they are and the rest (`overflow` of them) as one text, because every name costs the engine a column of its own.
 * `needsCare` says that `writeJson` has to write them.
 */
export function checkProperties(properties: Record<string, unknown>): PropertiesCheck {
  const walk: Walk = { keys: 0, hasDottedKey: false, needsCare: false };
  const rest: string[] = [];
  let seen = 0;
  for (const key of Object.keys(properties)) {
    const before = walk.keys;
    const reason = checkEntry(walk, properties, { path: 'properties', depth: 1, key });
    if (reason !== null) return { reason };
    seen += walk.keys - before;
    if (walk.keys <= maxPropertyKeys) continue;
    rest.push(key);
    walk.keys = before;
  }
  const kept = rest.length === 0 ? properties : withOverflow(properties, rest);
  const twice = walk.hasDottedKey ? findDuplicatePath(kept) : null;
  if (twice !== null)
    return { reason: `properties names "${twice}" twice, once with a dot in the key and once nested` };
  return { properties: kept, overflow: seen - walk.keys, needsCare: walk.needsCare };
}

/** The client's own property of that name, if there is one, moves into the text, so that nothing is lost. */
function withOverflow(properties: Record<string, unknown>, rest: readonly string[]): Record<string, unknown> {
  const isRest = new Set([...rest, overflowProperty]);
  const split = (wanted: boolean) => Object.entries(properties).filter(([key]) => isRest.has(key) === wanted);
  return { ...Object.fromEntries(split(false)), [overflowProperty]: writeJson(Object.fromEntries(split(true))) };
}

type Place = { path: string; depth: number };

function checkObject(walk: Walk, object: Record<string, unknown>, place: Place): string | null {
  if (place.depth > maxPropertyDepth) return `${place.path} is nested deeper than ${maxPropertyDepth} levels`;
  for (const key of Object.keys(object)) {
    const reason = checkEntry(walk, object, { ...place, key });
    if (reason !== null) return reason;
  }
  return null;
}

function checkEntry(walk: Walk, object: Record<string, unknown>, place: Place & { key: string }): string | null {
  walk.keys += 1;
  return checkKey(walk, place.key, place.path) ?? checkValue(walk, object[place.key], place);
}

function checkKey(walk: Walk, key: string, path: string): string | null {
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
  if (typeof value === 'bigint') walk.needsCare = true;
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
