import type { SqlOutcome } from '@/app/_ui/sql/sql-outcome';
import { toAppError } from '@/lib/errors/app-error';
import type { PageContext } from '@/lib/http/page-context';
import type { RangeSpec } from '@/lib/model/query-range';
import { runQuery } from '@/lib/query/run-query';

/** A statement in the address is answered with the page when that takes no longer than this, ms; else by the browser. */
const patienceMs = 600;

/** What came of the statement in the address; null when there is none, or it takes its time. */
export async function firstOutcome(
  ctx: PageContext,
  { sql, range, timezone }: { sql: string; range: RangeSpec; timezone: string },
): Promise<SqlOutcome | null> {
  if (sql.trim() === '') return null;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  try {
    const spec = { kind: 'sql' as const, sql, range, timezone };
    const { data, meta } = await runQuery({ ...ctx, signal: patience.signal }, { spec });
    return data.kind === 'sql' ? { data, meta } : null;
  } catch (thrown) {
    if (patience.signal.aborted) return null;
    const error = toAppError(thrown);
    if (error.code === 'internal') throw thrown;
    return { fault: { message: error.message, position: error.fields[0]?.position ?? null } };
  } finally {
    clearTimeout(timer);
  }
}
