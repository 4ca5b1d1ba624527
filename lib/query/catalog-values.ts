import type { Context } from '@/lib/context';
import type { Cell } from '@/lib/model/answer';
import { fieldSchema, type Field } from '@/lib/model/filter';
import type { Range } from '@/lib/time/range';
import { dayMs, minuteMs } from '@/lib/time/duration';
import type { Ask } from './asking';
import { createBinder, type Binder } from './binder';
import { inSample } from './block-sample';
import { rejectField, textOf } from './field';
import { compiled, fromScope, type Compiled } from './scope';
import { numberIn, type Row } from './shape';
import { newestMs, valueSampleOf, type NameCount, type ValueSample } from './value-sample';

export type CatalogValue = { value: Cell; count: number };
/** `sampledFrom`: estimated from so many events `of` so many; absent when all were counted. */
export type CatalogValues = { values: CatalogValue[]; sampledFrom?: { events: number; of: number } };

/** Values are those of this many days. */
const valueDays = 90;
const maxValues = 50;
const maxSearch = 200;

/**
 * The most frequent values of a field, or those that contain a text in whichever case. Of more than 300,000 events (of `event`,
 * if given) only a sample is read, so that the cost does not grow with the workspace: all of the rare names, the newest, and
 * some blocks of the rest, from which counts are estimated. A value that few events have, all of them older and of
 * frequent names, can be missing.
 */
export async function listValues(ctx: Context, question: ValuesQuestion, ask: Ask): Promise<CatalogValues> {
  const scope = { ...question, workspaceId: ctx.actor.workspaceId, now: ctx.clock.now() };
  const names = (await ask(compileNames(scope))).map(nameCount);
  if (question.field === 'name') return { values: nameValues(question, names) };
  const sample = valueSampleOf(names);
  const rows = await ask(compileValues(scope, sample));
  const values = rows.map((row) => ({
    value: typeof row.v === 'string' ? row.v : null,
    count: numberIn(row, 'n') ?? 0,
  }));
  return sample === null ? { values } : { values, sampledFrom: { events: sample.events, of: sample.of } };
}

export type ValuesQuestion = { field: Field; event: string | undefined; search: string | undefined };
type Scope = ValuesQuestion & { workspaceId: string; now: number };

/** Throws AppError invalid_input. */
export function valuesQuestion({
  field,
  event,
  search,
}: {
  field: string;
  event?: string;
  search?: string;
}): ValuesQuestion {
  const parsed = fieldSchema.safeParse(field);
  if (!parsed.success || field === 'timestamp')
    throw rejectField('field', 'use name, user, session, value or properties.<path>');
  if (search !== undefined && search.length > maxSearch) throw rejectField('search', `at most ${maxSearch} characters`);
  const text = search?.trim();
  return { field, event, search: text === '' ? undefined : text };
}

/** Events a little ahead of the clock belong to the newest, too. */
const wholeRange = (now: number): Range => ({
  from: Math.floor((now - valueDays * dayMs) / minuteMs) * minuteMs,
  to: Math.floor(now / minuteMs) * minuteMs + dayMs,
});

function nameCount(row: Row): NameCount {
  return {
    name: String(row.name),
    events: numberIn(row, 'n') ?? 0,
    newest: newestMs.map((_, index) => numberIn(row, `n${index}`) ?? 0),
  };
}

/** The rollup has counted the names already. */
function nameValues({ search }: ValuesQuestion, names: readonly NameCount[]): CatalogValue[] {
  const wanted = search?.toLowerCase() ?? '';
  return names
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1))
    .slice(0, maxValues)
    .map(({ name, events }) => ({ value: name, count: events }));
}

/** Whole minutes, as the rollup counts them. */
const sinceNewest = (now: number, ms: number): number => Math.floor((now - ms) / minuteMs) * minuteMs;

/** Rows `name`, `n` and `n0…`, the events of the newest times. */
function compileNames({ workspaceId, event, now }: Scope): Compiled {
  const binder = createBinder();
  const newest = newestMs.map((ms, index) => {
    const since = binder.bind(sinceNewest(now, ms) / 1_000, 'UInt32');
    return `toFloat64(sumIf(events, minute >= toDateTime(${since}, 'UTC'))) AS n${index}`;
  });
  const measures = event === undefined ? [] : [{ event }];
  return compiled(
    [
      `SELECT\n  name,\n  toFloat64(sum(events)) AS n,\n  ${newest.join(',\n  ')}`,
      ...fromScope({ workspaceId, source: 'rollup', ranges: [wholeRange(now)], where: [], measures }, binder),
      'GROUP BY name',
    ],
    binder,
  );
}

/** Rows `v` and `n`, most frequent first. */
function compileValues(scope: Scope, sample: ValueSample | null): Compiled {
  const binder = createBinder();
  const range = wholeRange(scope.now);
  const parts = sample === null ? [counted(scope, { range }, binder)] : sampledParts(scope, sample, binder);
  return compiled(
    [
      'SELECT\n  v,\n  round(sum(c)) AS n\nFROM (',
      parts.join('\nUNION ALL\n'),
      ')\nWHERE isNotNull(v)',
      scope.search === undefined
        ? undefined
        : `  AND positionCaseInsensitiveUTF8(assumeNotNull(v), ${binder.bind(scope.search, 'String')}) > 0`,
      'GROUP BY v\nORDER BY n DESC, v',
      `LIMIT ${binder.bind(maxValues, 'UInt32')}`,
    ],
    binder,
  );
}

function sampledParts(scope: Scope, sample: ValueSample, binder: Binder): string[] {
  const { whole, every } = sample;
  const range = wholeRange(scope.now);
  const since = sinceNewest(scope.now, sample.newestMs);
  const named = whole.length === 0 ? undefined : `name IN ${binder.bind(whole, 'Array(String)')}`;
  const others = named === undefined ? [] : [`NOT (${named})`];
  const older = { range: { from: range.from, to: since }, only: [...others, inSample(every, binder)] };
  return [
    ...(named === undefined ? [] : [counted(scope, { range, only: [named] }, binder)]),
    counted(scope, { range: { from: since, to: range.to }, only: others }, binder),
    scaled(counted(scope, { ...older, isByName: true }, binder), sample, binder),
  ];
}

/** The events of a name in the sample stand for all of that name, whatever part of them the sample happened to get. */
function scaled(sampled: string, { older }: ValueSample, binder: Binder): string {
  const names = binder.bind(
    older.map(({ name }) => name),
    'Array(String)',
  );
  const events = binder.bind(
    older.map((one) => one.events),
    'Array(Float64)',
  );
  const share = 'count / sum(count) OVER (PARTITION BY name)';
  return `SELECT\n  v,\n  transform(name, ${names}, ${events}, 0.) * ${share} AS c\nFROM (\n${sampled}\n)`;
}

type Stratum = { range: Range; only?: readonly string[]; isByName?: boolean };

/** Rows `v` and `c`, or with `isByName` `name`, `v` and `count`, the events of a part of those in question. */
function counted({ workspaceId, field, event }: Scope, of: Stratum, binder: Binder): string {
  const measures = event === undefined ? [] : [{ event }];
  const { range, only = [], isByName = false } = of;
  const columns = [`${textOf(field, binder)} AS v`, `toFloat64(count()) AS ${isByName ? 'count' : 'c'}`];
  return [
    `SELECT\n  ${[...(isByName ? ['name'] : []), ...columns].join(',\n  ')}`,
    ...fromScope({ workspaceId, source: 'events', ranges: [range], where: [], measures }, binder),
    ...only.map((condition) => `  AND ${condition}`),
    `GROUP BY ${isByName ? 'name, v' : 'v'}`,
  ].join('\n');
}
