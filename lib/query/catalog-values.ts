import type { Context } from '@/lib/context';
import type { Cell } from '@/lib/model/answer';
import { fieldSchema, type Field } from '@/lib/model/filter';
import type { Range } from '@/lib/time/range';
import { dayMs, minuteMs } from '@/lib/time/duration';
import type { Ask } from './asking';
import { createBinder } from './binder';
import { rejectField, textOf } from './field';
import { compiled, fromScope, withinRange, type Compiled } from './scope';
import { numberIn } from './shape';

export type CatalogValue = { value: Cell; count: number };
/** `sampledFrom`: counted in the newest events only, so many and not older than `since` (Unix ms); absent when in all of them. */
export type CatalogValues = { values: CatalogValue[]; sampledFrom?: { events: number; since: number } };

/** Values are those of this many days, or of the newest so many events, whichever is less. */
const valueDays = 90;
const sampledEvents = 300_000;
const maxValues = 50;
/** So few found values in the newest events are not enough to choose from; older events may have more. */
const fewFound = 10;
const maxSearch = 200;

/**
 * The most frequent values of a field in the newest events, or those that contain a text in whichever case. The cost does not
 * grow with the workspace: the rollup tells since when there were 300,000 events (of `event`, if given), and only those are
 * read. What finds little there, such as a property of rare events, is looked for in all events of 90 days.
 */
export async function listValues(ctx: Context, question: ValuesQuestion, ask: Ask): Promise<CatalogValues> {
  const scope = { ...question, workspaceId: ctx.actor.workspaceId, now: ctx.clock.now() };
  const newest = await newestRange(scope, ask);
  if (newest === null) return { values: await askValues(scope, wholeRange(scope.now), ask) };
  const values = await askValues(scope, newest.range, ask);
  if (values.length < (question.search === undefined ? 1 : fewFound))
    return { values: await askValues(scope, wholeRange(scope.now), ask) };
  return { values, sampledFrom: { events: newest.events, since: newest.range.from } };
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

/** The time in which the newest events lie; null when there are no more than are looked at anyway. */
async function newestRange(scope: Scope, ask: Ask): Promise<{ range: Range; events: number } | null> {
  const [row] = await ask(compileNewest(scope));
  const [since, events] = [numberIn(row, 't'), numberIn(row, 'n')];
  return since === null || events === null
    ? null
    : { range: { from: since * 1_000, to: wholeRange(scope.now).to }, events };
}

/** One row `t` (Unix seconds) and `n`: the newest minute that makes the events since then enough; none when there are fewer. */
function compileNewest({ workspaceId, event, now }: Scope): Compiled {
  const binder = createBinder();
  const conditions = [
    `workspace = ${binder.bind(workspaceId, 'String')}`,
    event === undefined ? undefined : `name = ${binder.bind(event, 'String')}`,
    withinRange(wholeRange(now), 'rollup', binder),
  ].filter((condition) => condition !== undefined);
  return compiled(
    [
      'SELECT toUnixTimestamp(minute) AS t, n\nFROM (',
      '  SELECT minute, toFloat64(sum(sum(events)) OVER (ORDER BY minute DESC)) AS n',
      `  FROM sightglass.events_1m\n  WHERE ${conditions.join(' AND ')}`,
      '  GROUP BY minute\n)',
      `WHERE n >= ${binder.bind(sampledEvents, 'Float64')}`,
      'ORDER BY minute DESC\nLIMIT 1',
    ],
    binder,
  );
}

async function askValues(scope: Scope, range: Range, ask: Ask): Promise<CatalogValue[]> {
  const rows = await ask(compileValues(scope, range));
  return rows.map((row) => ({ value: typeof row.v === 'string' ? row.v : null, count: numberIn(row, 'n') ?? 0 }));
}

/** Rows `v` and `n`, most frequent first. */
function compileValues({ workspaceId, field, event, search }: Scope, range: Range): Compiled {
  const binder = createBinder();
  const text = textOf(field, binder);
  const measures = event === undefined ? [] : [{ agg: 'count' as const, event }];
  return compiled(
    [
      `SELECT\n  ${text} AS v,\n  toFloat64(count()) AS n`,
      ...fromScope({ workspaceId, source: 'events', ranges: [range], where: [], measures }, binder),
      `  AND isNotNull(${text})`,
      search === undefined
        ? undefined
        : `  AND positionCaseInsensitiveUTF8(assumeNotNull(${text}), ${binder.bind(search, 'String')}) > 0`,
      'GROUP BY v\nORDER BY n DESC, v',
      `LIMIT ${binder.bind(maxValues, 'UInt32')}`,
    ],
    binder,
  );
}
