import type { RangeSpec } from '@/lib/model/query-range';

/** The page with a statement and its range in the address. */
export function sqlHref({ workspace, sql, range }: { workspace: string; sql: string; range: RangeSpec }): string {
  const params = new URLSearchParams({ workspace, ...('last' in range ? { range: range.last } : range), q: sql });
  return `/sql?${params.toString()}`;
}
