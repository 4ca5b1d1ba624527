import type { Filter } from '@/lib/model/filter';
import type { Measure } from '@/lib/model/measure';
import type { Range } from '@/lib/time/range';
import type { Binder } from './binder';
import type { Source } from './plan';
import { whereOf } from './where';

/** A query as the engine takes it. */
export type Compiled = { sql: string; params: Binder['params']; settings: Record<string, string | number> };

const tables: Record<Source, string> = { events: 'sightglass.events', rollup: 'sightglass.events_1m' };

/** Numbers arrive as numbers, and what is no number (a mean of nothing) as null. */
const settings = { output_format_json_quote_64bit_integers: 0, output_format_json_quote_denormals: 0 } as const;

export function compiled(lines: readonly (string | undefined)[], binder: Binder): Compiled {
  return {
    sql: lines.filter((line) => line !== undefined && line !== '').join('\n'),
    params: binder.params,
    settings: { ...settings },
  };
}

/** The instants of a range, ms, half open. */
export function withinRange(range: Range, source: Source, binder: Binder): string {
  if (source === 'rollup') {
    // Nothing is older than 1970, and the rollup counts from there.
    const from = binder.bind(Math.max(0, Math.floor(range.from / 1_000)), 'UInt32');
    return `minute >= toDateTime(${from}, 'UTC') AND minute < toDateTime(${binder.bind(Math.max(0, Math.floor(range.to / 1_000)), 'UInt32')}, 'UTC')`;
  }
  const from = binder.bind(range.from, 'Int64');
  return `timestamp >= fromUnixTimestamp64Milli(${from}, 'UTC') AND timestamp < fromUnixTimestamp64Milli(${binder.bind(range.to, 'Int64')}, 'UTC')`;
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
  const conditions = [`workspace = ${binder.bind(scope.workspaceId, 'String')}`];
  const names = eventNames(scope.measures);
  if (names !== undefined)
    conditions.push(
      names.length === 1
        ? `name = ${binder.bind(names.join(''), 'String')}`
        : `name IN ${binder.bind(names, 'Array(String)')}`,
    );
  const ranges = mergeRanges(scope.ranges).map((range) => withinRange(range, scope.source, binder));
  conditions.push(ranges.length === 1 ? ranges.join('') : `(${ranges.map((range) => `(${range})`).join(' OR ')})`);
  const filters = whereOf(scope.where, binder);
  if (filters !== undefined) conditions.push(filters);
  return [`FROM ${tables[scope.source]}`, `WHERE ${conditions.join('\n  AND ')}`];
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

/** Touching and overlapping ranges as one, ascending. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = merged[merged.length - 1];
    if (last !== undefined && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else merged.push({ from: range.from, to: range.to });
  }
  return merged;
}
