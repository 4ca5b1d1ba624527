import type { FieldError } from '@/lib/errors/app-error';

type Parts = Record<string, unknown>;

/** Lists of which one entry can be left out without the others losing their sense. */
const lists = new Set(['measures', 'formulas', 'where', 'by', 'steps', 'columns', 'or', 'and']);

/**
 * A question without the part that is at fault: the entry of a list, a key that is not known, or a value for which
 * `fallback` has another. Null when nothing can be taken away that would help.
 */
export function withoutPart(spec: Parts, fault: FieldError, fallback: Parts | null): Parts | null {
  const path = fault.path === '' ? [] : fault.path.split('.');
  const unknown = /^Unrecognized keys?: (.+)$/.exec(fault.reason)?.[1];
  if (unknown !== undefined) {
    const names = [...unknown.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '');
    return changed(spec, path, (at) => without(at, names));
  }
  const entry = path.findLastIndex((key, index) => /^\d+$/.test(key) && lists.has(path[index - 1] ?? ''));
  if (entry > 0) {
    const next = changed(spec, path.slice(0, entry), (list) => withoutEntry(list, Number(path[entry])));
    return next && hasMinimum(next, path[0]) ? next : replaced(spec, path[0], fallback);
  }
  return replaced(spec, path[0], fallback);
}

function replaced(spec: Parts, name: string | undefined, fallback: Parts | null): Parts | null {
  if (name === undefined || name === 'kind') return null;
  const value = fallback?.[name];
  // Taking the same value once more would go on for ever.
  if (value !== undefined && JSON.stringify(value) === JSON.stringify(spec[name])) return null;
  const rest = without(spec, [name]) as Parts;
  if (value === undefined) return name in spec ? rest : null;
  return { ...rest, [name]: value };
}

/** An empty list of measures or steps would only be the next fault. */
function hasMinimum(spec: Parts, name: string | undefined): boolean {
  const list = spec[name ?? ''];
  const least = name === 'steps' ? 2 : name === 'measures' || name === 'columns' ? 1 : 0;
  return !Array.isArray(list) || list.length >= least;
}

/** A copy of the value in which what lies at the path is replaced; null when there is nothing there. */
function changed(spec: Parts, path: readonly string[], change: (value: unknown) => unknown): Parts | null {
  const [key, ...rest] = path;
  if (key === undefined) return change(spec) as Parts;
  const next = changed(spec[key] as Parts, rest, change);
  if (Array.isArray(spec)) return spec.map((item: unknown, index) => (String(index) === key ? next : item)) as never;
  return { ...spec, [key]: next };
}

function without(value: unknown, names: readonly string[]): unknown {
  return Object.fromEntries(Object.entries(value as Parts).filter(([name]) => !names.includes(name)));
}

const withoutEntry = (list: unknown, index: number): unknown =>
  Array.isArray(list) ? list.filter((_, at) => at !== index) : list;
