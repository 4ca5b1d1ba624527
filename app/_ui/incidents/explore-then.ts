import { exploreHref } from '@/lib/dashboards/explore/explore-link';
import { sqlHref } from '@/lib/dashboards/explore/sql-href';
import type { Evidence } from '@/lib/model/incident';
import type { RangeSpec } from '@/lib/model/query-range';
import { hourMs, parseDuration } from '@/lib/time/duration';

type Asked = Pick<Evidence, 'spec' | 'title' | 'unit'> & { workspace: string };

/** The page of a question as it would be answered now. */
export function nowHref({ workspace, spec, title, unit }: Asked): string {
  if (spec.kind === 'sql') return sqlHref({ workspace, sql: spec.sql, range: spec.range });
  return exploreHref({ workspace, spec, title, unit });
}

/** The same around a moment, Unix ms: as far back as the question looks, and a third of that ahead. */
export function thenHref(asked: Asked, at: number): string {
  const ms = lengthMs(asked.spec.range);
  const range = { from: new Date(at - ms).toISOString(), to: new Date(at + ms / 3).toISOString() };
  return nowHref({ ...asked, spec: { ...asked.spec, range } });
}

function lengthMs(range: RangeSpec): number {
  if ('from' in range) return Date.parse(range.to) - Date.parse(range.from);
  return Math.max(hourMs / 2, parseDuration(range.last)?.ms ?? 24 * hourMs);
}
