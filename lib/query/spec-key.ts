import { createHash } from 'node:crypto';
import type { Filter } from '@/lib/model/filter';
import type { QuerySpec } from '@/lib/model/query-spec';

/** Equal questions have equal texts: keys sorted, nothing undefined, filters that all must hold in one order. */
export function canonicalSpec(spec: QuerySpec): string {
  return stable(spec.kind === 'sql' ? spec : { ...spec, where: sortedFilters(spec.where) });
}

/** Filters that all must hold, in one order. */
export function sortedFilters(filters: readonly Filter[]): Filter[] {
  return [...filters].sort((a, b) => (stable(a) < stable(b) ? -1 : 1));
}

/** A value as one text, whatever the order of its keys. */
export function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${JSON.stringify(key)}:${stable(inner)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value);
}

/** Of questions that are asked again and again; a question is a value, so an object that was asked must not be changed. */
const hashes = new WeakMap<QuerySpec, string>();

/** The cache key of a question in a workspace: short, and starting with the workspace so that all of it can be dropped. */
export function specKey(workspaceId: string, spec: QuerySpec): string {
  const hash = hashes.get(spec) ?? createHash('sha256').update(canonicalSpec(spec)).digest('base64url').slice(0, 27);
  hashes.set(spec, hash);
  return `${keyPrefix(workspaceId)}${hash}`;
}

/** What every key of a workspace starts with. */
export const keyPrefix = (workspaceId: string): string => `q:${workspaceId}:`;
