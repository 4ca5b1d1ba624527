import type { QueryParams } from '@/lib/engine/engine';
import type { SqlData } from '@/lib/model/answer';
import type { SqlSpec } from '@/lib/model/query-spec';
import type { Asking } from './asking';
import type { Plan } from './plan';
import { createBinder } from './binder';
import { compiled } from './scope';
import { shapeSql } from './sql-cells';
import { refusedStatement, statementFault } from './sql-fault';
import { checkTree } from './sql-tree';

const explain = 'EXPLAIN AST ';
/** A statement of 20,000 characters has fewer nodes. */
const maxTreeLines = 50_000;

/**
 * Runs a statement that people wrote, on the events of the workspace only. First the engine's parser says what is in it, and
 * what is not known to be harmless is refused; then it runs as a reader, who has no right to anything else (lib/engine/reading).
 * `{from}`, `{to}` and `{timezone}` are bound to the question's. Throws AppError invalid_input for what is wrong with the
 * statement, with its place where that is known, and query_rejected for one that needs too much.
 */
export async function computeSql(spec: SqlSpec, plan: Plan, asking: Asking): Promise<SqlData> {
  const { sql } = spec;
  const params = paramsOf(spec, plan);
  await assertHarmless(sql, params, asking);
  // A comment in the last line must not swallow what is put behind.
  const statement = { sql: `${sql}\n`, params, rowLimit: spec.limit + 1 };
  return shapeSql(await placed(asking.read(statement), sql, 0), spec.limit);
}

async function assertHarmless(sql: string, params: QueryParams, asking: Asking): Promise<void> {
  const tree = { sql: `${explain}${sql}\n`, params, rowLimit: maxTreeLines };
  const { rows } = await placed(asking.read(tree), sql, explain.length);
  const check = checkTree(rows.map(([line]) => String(line)));
  if ('refusal' in check) throw refusedStatement(sql, check.refusal);
  const [table] = await tablesAmong(check.names, asking);
  if (table !== undefined)
    throw refusedStatement(sql, { reason: `Only the table events can be read here, not ${table}`, word: table });
}

/** A name in a statement that is no column and no subquery of its own may still be another table. */
async function tablesAmong(names: readonly string[], { ask }: Asking): Promise<string[]> {
  if (names.length === 0) return [];
  const binder = createBinder();
  const list = binder.bind(names, 'Array(String)');
  const rows = await ask(
    compiled(
      [
        'SELECT if(database = currentDatabase() AND name IN ' + list + ", name, concat(database, '.', name)) AS found",
        'FROM system.tables',
        `WHERE (database = currentDatabase() AND name IN ${list}) OR concat(database, '.', name) IN ${list}`,
        'ORDER BY found LIMIT 1',
      ],
      binder,
    ),
  );
  return rows.map((row) => String(row.found));
}

async function placed<T>(answer: Promise<T>, sql: string, skippedBytes: number): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw statementFault(error, sql, skippedBytes);
  }
}

/** Times are Unix seconds, which the engine reads the same whatever its own timezone is. */
function paramsOf({ sql, parameters, timezone }: SqlSpec, { range }: Plan): QueryParams {
  return {
    ...parameters,
    from: seconds(sql, 'from', range.from),
    to: seconds(sql, 'to', range.to),
    timezone,
  };
}

/** A placeholder of type DateTime takes whole seconds only. */
function seconds(sql: string, name: string, ms: number): string {
  const isWhole = ms % 1_000 === 0 || new RegExp(`\\{\\s*${name}\\s*:\\s*(DateTime\\b|U?Int)`).test(sql);
  return isWhole ? String(Math.floor(ms / 1_000)) : (ms / 1_000).toFixed(3);
}
