import { codes, HostError } from './exception';

/** One statement as it came over HTTP. Values stay in their escaped form; they never enter `sql`. */
export type Statement = {
  sql: string;
  /** Rows of an INSERT whose query came in the URL. */
  data: Buffer | undefined;
  database: string | undefined;
  /** Whose rights it runs with; all rights when absent. */
  role: string | undefined;
  settings: [name: string, value: string][];
  params: [name: string, value: string][];
  defaultFormat: string;
  /** Answer only when all is computed, so that the summary and an exception are in the header. */
  waitEnd: boolean;
};

/** URL parameters that belong to the HTTP interface itself; all others are settings. */
const reserved = new Set([
  'query',
  'query_id',
  'database',
  'default_format',
  'session_id',
  'session_timeout',
  'session_check',
  'role',
  'wait_end_of_query',
  'buffer_size',
  'compress',
  'decompress',
  'enable_http_compression',
  'user',
  'password',
]);

/** chDB frames each piece of a stream as a whole answer, so only formats without a head or a tail can be joined again. */
const rowFormats =
  /^(JSONEachRow|JSONStringsEachRow|JSONCompactEachRow|JSONCompactStringsEachRow|CSV|TSV|TabSeparated)$/;

export function readStatement(url: URLSearchParams, fields: Map<string, string>, body: Buffer): Statement {
  const pairs = [...url, ...fields];
  const inUrl = fields.get('query') ?? url.get('query');
  const hasData = inUrl !== null && body.length > 0 && !fields.has('query');
  const settings = pairs.filter(([name]) => !reserved.has(name) && !name.startsWith('param_'));
  const odd = pairs.find(([name]) => !/^\w+$/.test(name));
  if (odd)
    throw new HostError(
      codes.badRequest,
      'BAD_ARGUMENTS',
      `Not a name of a setting or parameter: ${odd[0].slice(0, 60)}`,
    );
  return {
    sql: stripEnd(inUrl ?? body.toString()),
    data: hasData ? body : undefined,
    database: url.get('database') ?? undefined,
    role: url.get('role') ?? undefined,
    settings,
    params: pairs.filter(([name]) => name.startsWith('param_')),
    defaultFormat: url.get('default_format') ?? 'TabSeparated',
    waitEnd: url.get('wait_end_of_query') === '1',
  };
}

const stripEnd = (sql: string): string => sql.replace(/[\s;]+$/, '');

/** True when the answer can be sent in pieces: a query whose format has no frame around its rows. */
export function isStreamable({ sql, defaultFormat, waitEnd }: Statement): boolean {
  if (waitEnd || !/^[\s(]*(SELECT|WITH)\b/i.test(sql)) return false;
  const named = /\bFORMAT\s+(\w+)$/i.exec(sql)?.[1];
  if (named === undefined && /\bFORMAT\s+\w/i.test(sql)) return false;
  return rowFormats.test(named ?? defaultFormat);
}

/** Table, columns and format of `INSERT INTO t (a, b) FORMAT F`, or undefined when the statement is anything else. */
export function readInsert(sql: string): { table: string; columns: string[] | undefined; format: string } | undefined {
  const match = /^\s*INSERT\s+INTO\s+(?:TABLE\s+)?([\w.`"]+)\s*(?:\(([^()]*)\))?\s*FORMAT\s+(\w+)$/i.exec(sql);
  if (match?.[1] === undefined || match[3] === undefined) return undefined;
  const bare = (name: string): string => name.trim().replace(/[`"]/g, '');
  return { table: bare(match[1]), columns: match[2]?.split(',').map(bare), format: match[3] };
}

/** A string literal of ClickHouse SQL. */
export const literal = (text: string): string => `'${text.replace(/[\\']/g, '\\$&').replaceAll('\0', '\\0')}'`;

/**
 * The statements that put a fresh session into the state the request asks for. `readonly` goes last, for it forbids further
 * settings.
 */
export function sessionSetup(statement: Statement, own: [string, string][]): string {
  const given = statement.settings.filter(([name]) => name !== 'readonly' && name !== 'log_comment');
  const readonly = statement.settings.filter(([name]) => name === 'readonly');
  const missing = own.filter(([name]) => !given.some(([other]) => other === name));
  const assignments = [...given, ...missing, ...statement.params, ...readonly].map(
    ([name, value]) => `${name}=${literal(value)}`,
  );
  const use = statement.database === undefined ? '' : `USE ${quoted(statement.database)}; `;
  const role = statement.role === undefined ? '' : `SET ROLE ${quoted(statement.role)}; `;
  return `${use}${role}SET ${assignments.join(', ')}`;
}

const quoted = (name: string): string => `\`${name.replace(/[`\\]/g, '\\$&')}\``;
