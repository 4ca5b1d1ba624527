import type { Aggregate, Measure } from '@/lib/model/measure';
import { dayMs } from '@/lib/time/duration';
import type { Range } from '@/lib/time/range';
import type { SummaryKey } from '@/lib/model/summary-key';
import type { Binder } from '../binder';
import type { Summary } from '../plan';
import { fromScope, whereRows, type Scope } from '../scope';
import { isOnName } from '../source';
import { inSteps, mergeRanges } from '../steps';
import { eventSums } from './event-sums';
import { keyColumns, partStart, summaryKeyText } from './summary-key';

export type SummarisedScope = Pick<Scope, 'workspaceId' | 'ranges' | 'where'> & {
  summary: Summary;
  by: readonly string[];
  /** Those of the question, and those of them that the statement computes. */
  measures: readonly Measure[];
  computed: readonly Measure[];
  /** Whether any name is looked at. */
  isNamed: boolean;
  /** Whether rows of one range or bucket have to be told from those of others. */
  isTimed: boolean;
};

const sums: Record<Aggregate, readonly (keyof typeof eventSums)[]> = {
  count: ['events'],
  rate: ['events'],
  users: ['users'],
  sum: ['value_sum', 'value_count'],
  avg: ['value_sum', 'value_count'],
  min: ['value_min'],
  max: ['value_max'],
  last: ['value_last'],
  ...{ p50: ['value_quantiles'], p75: ['value_quantiles'], p90: ['value_quantiles'] },
  ...{ p95: ['value_quantiles'], p99: ['value_quantiles'] },
};

/**
 * FROM and WHERE of a question that summaries answer: their rows for the days that are whole there, and for the rest of
 * the ranges the events, summed up into rows of the same kind, or the rows of a rollup. `minute` is the start of a row's day, or later
 * where a day of the zone, or a range, begins or ends within it.
 */
export function summarisedRows(scope: SummarisedScope, binder: Binder): string[] {
  const { days, ranges: whole, rest } = splitByDays(scope.ranges, scope.summary.days);
  const parts: string[] = [];
  if (days.length > 0) parts.push(fromSummaries({ ...scope, ranges: whole }, days, binder));
  const others = { ...scope, ranges: rest };
  if (rest.length > 0)
    parts.push(
      scope.summary.rest === 'events' ? fromEvents(others, scope.ranges, binder) : fromRollups(others, binder),
    );
  return [`FROM (\n${parts.join('\nUNION ALL\n')}\n)`, 'WHERE 1'];
}

/** More stretches than these would make a long statement; the shortest runs of days are left to the events then. */
const mostRuns = 40;

/** Which of the days are used, the ranges that they make, and what is left of `ranges`. */
export function splitByDays(ranges: readonly Range[], days: Summary['days']) {
  const { whole } = inSteps(ranges, dayMs);
  const inside = days
    .filter(({ day }) => whole.some(({ from, to }) => from <= day && day + dayMs <= to))
    .sort((a, b) => a.day - b.day);
  const runs = mergeRanges(inside.map(({ day }) => ({ from: day, to: day + dayMs })))
    .sort((a, b) => b.to - b.from - (a.to - a.from))
    .slice(0, mostRuns)
    .sort((a, b) => a.from - b.from);
  const rest: Range[] = [];
  for (const range of mergeRanges(ranges)) {
    let { from } = range;
    for (const run of runs) {
      if (run.to <= range.from || run.from >= range.to) continue;
      if (run.from > from) rest.push({ from, to: run.from });
      from = run.to;
    }
    if (from < range.to) rest.push({ from, to: range.to });
  }
  return { days: inside.filter(({ day }) => runs.some(({ from, to }) => from <= day && day < to)), ranges: runs, rest };
}

/** A column of the summaries, and what it is of events. */
type Column = { name: string; ofEvents: string; isKey: boolean };

function columnsOf(scope: SummarisedScope, minute: string, binder: Binder): Column[] {
  const { summary, by, computed, isNamed, isTimed } = scope;
  const { text, number } = keyColumns(summary.key, binder);
  const isFiltered = computed.some(({ where = [] }) => !where.every(isOnName));
  const isSplit = summary.key.field !== null && by.includes(summary.key.field);
  const key = (name: string, ofEvents: string): Column => ({ name, ofEvents, isKey: true });
  const sumsOf = new Set(['events' as const, ...computed.flatMap(({ agg }) => sums[agg])]);
  return [
    ...(isTimed ? [key('minute', minute)] : []),
    ...(isNamed ? [key('name', 'name')] : []),
    ...(isFiltered || isSplit ? [key('text', text)] : []),
    ...(isFiltered ? [key('number', number)] : []),
    ...[...sumsOf].map((name) => ({ name, ofEvents: eventSums[name], isKey: false })),
  ];
}

function fromSummaries(scope: SummarisedScope, days: Summary['days'], binder: Binder): string {
  const at = binder.bind(
    days.map(({ day }) => day / 1_000),
    'Array(UInt32)',
  );
  const made = binder.bind(
    days.map((one) => one.made),
    'Array(UInt64)',
  );
  const columns = columnsOf(scope, '', binder).map(({ name }) => name);
  const also = [
    `property = ${binder.bind(summaryKeyText(scope.summary.key), 'String')}`,
    scope.isNamed ? `name != ''` : `name = ''`,
    `made = transform(toUnixTimestamp(toStartOfDay(minute)), ${at}, ${made}, toUInt64(0))`,
  ];
  const where = whereRows({ ...scope, source: 'summaries' }, binder, also);
  return `SELECT ${columns.join(', ')}\nFROM sightglass.events_1d_by\n${where}`;
}

function fromEvents(scope: SummarisedScope, asked: readonly Range[], binder: Binder): string {
  const columns = columnsOf(scope, startOfRow(scope.summary.key, asked, binder), binder);
  const keys = columns.filter(({ isKey }) => isKey).map(({ name }) => name);
  const where = whereRows({ ...scope, source: 'events' }, { ...binder, summarised: undefined });
  return [
    `SELECT ${columns.map(({ name, ofEvents }) => (ofEvents === name ? name : `${ofEvents} AS ${name}`)).join(', ')}`,
    `FROM sightglass.events\n${where}`,
    keys.length === 0 ? 'HAVING events > 0' : `GROUP BY ${keys.join(', ')}`,
  ].join('\n');
}

function fromRollups(scope: SummarisedScope, binder: Binder): string {
  const columns = columnsOf(scope, 'minute', binder).map(({ name }) => name);
  return [`SELECT ${columns.join(', ')}`, ...fromScope({ ...scope, source: scope.summary.rest }, binder)].join('\n');
}

/** Where the part of the day begins that an event is of, or where in it one of the ranges begins or ends before the event. */
function startOfRow(key: SummaryKey, ranges: readonly Range[], binder: Binder): string {
  const ends = new Set(ranges.flatMap(({ from, to }) => [from, to]).filter((instant) => instant % dayMs !== 0));
  const cuts = [...ends].sort((a, b) => b - a).map((cut) => binder.bind(cut / 1_000, 'UInt32'));
  const part = partStart(key, binder);
  if (cuts.length === 0) return `toDateTime(${part}, 'UTC')`;
  const last = cuts.map((cut) => `timestamp >= toDateTime(${cut}, 'UTC'), ${cut}`).join(', ');
  return `toDateTime(greatest(${part}, multiIf(${last}, 0)), 'UTC')`;
}
