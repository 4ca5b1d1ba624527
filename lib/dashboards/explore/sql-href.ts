import type { PanelChart } from '@/lib/model/panel';
import type { RangeSpec } from '@/lib/model/query-range';

type SqlPlace = { workspace: string; sql: string; range: RangeSpec; chart?: PanelChart | undefined };

/** The page with a statement, its range and how its result is drawn in the address. A table needs no word. */
export function sqlHref({ workspace, sql, range, chart = 'table' }: SqlPlace): string {
  const params = new URLSearchParams({ workspace, ...('last' in range ? { range: range.last } : range), q: sql });
  if (chart !== 'table') params.set('chart', chart);
  return `/sql?${params.toString()}`;
}
