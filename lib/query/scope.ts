import { AppError } from '@/lib/errors/app-error';
import type { Filter } from '@/lib/model/filter';
import type { Measure } from '@/lib/model/measure';
import type { Source } from '@/lib/model/source';
import { dayMs, hourMs, minuteMs } from '@/lib/time/duration';
import type { Range } from '@/lib/time/range';
import type { Binder } from './binder';
import { inSteps, mergeRanges } from './steps';
import { whereOf } from './where';

/** A query as the engine takes it. */
export type Compiled = { sql: string; params: Binder['params']; settings: Record<string, string | number> };

/** Numbers arrive as numbers, and what is no number (a mean of nothing) as null. */
const settings = { output_format_json_quote_64bit_integers: 0, output_format_json_quote_denormals: 0 } as const;

export function compiled(lines: readonly (string | undefined)[], binder: Binder): Compiled {
  return {
    sql: lines.filter((line) => line !== undefined && line !== '').join('\n'),
    params: binder.params,
    settings: { ...settings },
  };
}

/** The column that says when. */
export const timeOf = (source: Source): string => (source === 'events' ? 'timestamp' : 'minute');

/** The instants of a range, ms, half open. */
export function withinRange(range: Range, source: Source, binder: Binder): string {
  if (source !== 'events') {
    // Nothing is older than 1970, and rollups count from there.
    const from = binder.bind(Math.max(0, Math.floor(range.from / 1_000)), 'UInt32');
    return `minute >= toDateTime(${from}, 'UTC') AND minute < toDateTime(${binder.bind(Math.max(0, Math.floor(range.to / 1_000)), 'UInt32')}, 'UTC')`;
  }
  const from = binder.bind(range.from, 'Int64');
  return `timestamp >= fromUnixTimestamp64Milli(${from}, 'UTC') AND timestamp < fromUnixTimestamp64Milli(${binder.bind(range.to, 'Int64')}, 'UTC')`;
}

/**
 * The hours of a range, for the index alone: events are ordered by hours before times, and the engine does not conclude from a time
 * to its hour. Without it a question of a day reads the whole month of the event.
 */
function hoursHint(range: Range, binder: Binder): string {
  const hour = (ms: number): string => {
    const start = Math.floor(ms / hourMs) * (hourMs / 1_000);
    return `toDateTime(${binder.bind(Math.max(0, start), 'UInt32')}, 'UTC')`;
  };
  return `indexHint(toStartOfHour(timestamp) >= ${hour(range.from)} AND toStartOfHour(timestamp) <= ${hour(range.to)})`;
}

export type Scope = {
  workspaceId: string;
  source: Source;
  ranges: readonly Range[];
  where: readonly Filter[];
  /** Measures or steps: when every one is about a named event, no other event has to be read. */
  measures?: readonly Pick<Measure, 'event'>[];
};

/** FROM and WHERE of every question. The workspace is always bound, and first. */
export function fromScope(scope: Scope, binder: Binder): string[] {
  const parts = rowsOf(scope).map(({ table, ranges }) => [
    `FROM sightglass.${table}`,
    whereRows({ ...scope, ranges }, binder),
  ]);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const columns = scope.source === 'quarters' ? ['name', ...rollupColumns] : rollupColumns;
  const selects = parts.map((part) => [`SELECT ${columns.join(', ')}`, ...part].join('\n'));
  return [`FROM (\n${selects.join('\nUNION ALL\n')}\n)`, 'WHERE 1'];
}

/** The rows of one table; `also` are conditions of that table's own. */
export function whereRows(scope: Scope, binder: Binder, also: readonly string[] = []): string {
  const conditions = [`workspace = ${binder.bind(scope.workspaceId, 'String')}`, ...also];
  const names = eventNames(scope.measures);
  if (names !== undefined)
    conditions.push(
      names.length === 1
        ? `name = ${binder.bind(names.join(''), 'String')}`
        : `name IN ${binder.bind(names, 'Array(String)')}`,
    );
  const within = scope.ranges.map((range) => {
    const times = withinRange(range, scope.source, binder);
    return scope.source === 'events' ? `${times} AND ${hoursHint(range, binder)}` : times;
  });
  conditions.push(within.length === 1 ? within.join('') : `(${within.map((range) => `(${range})`).join(' OR ')})`);
  const filters = whereOf(scope.where, binder);
  if (filters !== undefined) conditions.push(filters);
  return `WHERE ${conditions.join('\n  AND ')}`;
}

/** What rollups of any width have beside the name. A query reads those of them that it uses. */
const rollupColumns = [
  'minute',
  'events',
  'users',
  ...['sum', 'count', 'min', 'max', 'quantiles', 'last'].map((column) => `value_${column}`),
];

type Rows = { table: string; ranges: Range[] };

type Step = { table: string; ms: number };
const minutes: Step = { table: 'events_1m', ms: minuteMs };
const totals: Step = { table: 'events_15m_all', ms: 15 * minuteMs };
/** The tables of a source, the widest first; what does not fill its steps is left to the next. */
const steps: Record<Exclude<Source, 'events' | 'summaries'>, Step[]> = {
  rollup: [minutes],
  quarters: [{ table: 'events_15m', ms: 15 * minuteMs }, minutes],
  totals: [totals, minutes],
  days: [{ table: 'events_1d_all', ms: dayMs }, totals, minutes],
};

/** Which table is read for which times. */
function rowsOf({ source, ranges }: Scope): Rows[] {
  if (source === 'summaries') throw new AppError('internal', 'Summaries are read by days that are known to be whole');
  if (source === 'events') return [{ table: 'events', ranges: mergeRanges(ranges) }];
  const rows: Rows[] = [];
  let rest: Range[] = [...ranges];
  for (const { table, ms } of steps[source]) {
    const { whole, edges } = ms === minuteMs ? { whole: rest, edges: [] } : inSteps(rest, ms);
    if (whole.length > 0) rows.push({ table, ranges: mergeRanges(whole) });
    rest = edges;
  }
  return rows;
}

function eventNames(measures: Scope['measures']): string[] | undefined {
  if (measures === undefined || measures.length === 0) return undefined;
  const names = new Set<string>();
  for (const { event } of measures) {
    if (event === undefined) return undefined;
    names.add(event);
  }
  return [...names].sort();
}
