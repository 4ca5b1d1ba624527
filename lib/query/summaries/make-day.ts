import type { Services } from '@/lib/context';
import { isAppError } from '@/lib/errors/app-error';
import { dayMs } from '@/lib/time/duration';
import type { SummaryKey } from '@/lib/model/summary-key';
import { createBinder, type Binder } from '../binder';
import { whereRows } from '../scope';
import { eventSums, mergedSums } from './event-sums';
import { nextMade } from './next-made';
import { runBehind } from './run-behind';
import { keyColumns, partStart, summaryKeyText } from './summary-key';

type Needs = Pick<Services, 'engine' | 'admission'>;
/** A day, by its start in Unix ms, with the events that it has. */
export type SummarisedDay = { workspaceId: string; key: SummaryKey; day: number; events: number };
export type Making = { mostValues: number; signal: AbortSignal };

/** For each value so many names, on average, before a day counts as having too many rows. */
const namesPerValue = 10;
const columns = Object.keys(eventSums) as (keyof typeof eventSums)[];
const target = `INSERT INTO events_1d_by (workspace, property, name, minute, made, text, number, ${columns.join(', ')})`;

/**
 * Summarises a day anew, under a number that nothing else has: rows count only once their number is written down, which is last, so
 * a crash at any point leaves the old summary or none. `refused`: there are too many values, or it is too much for the engine.
 * `unsure`: what was written does not add up, so it is not used. Throws what the engine throws.
 */
export async function makeDay(services: Needs, of: SummarisedDay, how: Making): Promise<'made' | 'refused' | 'unsure'> {
  const made = await nextNumber(services, of, how);
  try {
    if (await hasFewValues(services, of, how)) return await write(services, { ...of, made }, how);
  } catch (error) {
    if (how.signal.aborted || !isTooMuch(error)) throw error;
  }
  await note(services, { ...of, made, state: 'refused' }, how);
  return 'refused';
}

const isTooMuch = (error: unknown): boolean =>
  isAppError(error) && (error.code === 'query_rejected' || error.code === 'engine_timeout');

type Numbered = SummarisedDay & { made: number };

async function nextNumber(services: Needs, { workspaceId }: SummarisedDay, { signal }: Making): Promise<number> {
  const sql = `SELECT ${nextMade} AS made`;
  const [row] = await runBehind<{ made: number }>(services, {
    sql,
    params: { workspace: workspaceId },
    workspaceId,
    signal,
  });
  return row?.made ?? 0;
}

const ofDay = ({ workspaceId, day }: SummarisedDay, binder: Binder): string =>
  whereRows({ workspaceId, source: 'events', ranges: [{ from: day, to: day + dayMs }], where: [] }, binder);

async function hasFewValues(services: Needs, of: SummarisedDay, { mostValues, signal }: Making): Promise<boolean> {
  if (of.key.field === null) return true;
  const binder = createBinder();
  const { text, number } = keyColumns(of.key, binder);
  const most = mostValues * namesPerValue;
  const sql = `SELECT toFloat64(uniqExact(tuple(text, number))) AS values, toFloat64(count()) AS n FROM (
    SELECT DISTINCT name, ${text} AS text, ${number} AS number FROM events
    ${ofDay(of, binder)} LIMIT ${binder.bind(most + 1, 'UInt32')})`;
  const { workspaceId } = of;
  const [row] = await runBehind<{ values: number; n: number }>(services, { sql, ...binder, workspaceId, signal });
  return row !== undefined && row.values <= mostValues && row.n <= most;
}

async function write(services: Needs, of: Numbered, how: Making): Promise<'made' | 'unsure'> {
  const { workspaceId } = of;
  const { signal } = how;
  for (const statement of [byName(of), ofAllNames(of)])
    await runBehind(services, { ...statement, workspaceId, signal, isCommand: true });
  const written = await readBack(services, of, how);
  // Both halves come from one reading of the events, and what counts is what can be read again.
  if (written.named !== written.all || written.all === 0) return 'unsure';
  await note(services, { ...of, events: written.all, state: 'made' }, how);
  return 'made';
}

/** The day, the key and the number, which are the same in all rows. */
function constants({ key, day, made }: Numbered, binder: Binder) {
  return {
    property: binder.bind(summaryKeyText(key), 'String'),
    minute: `toDateTime(${binder.bind(day / 1_000, 'UInt32')}, 'UTC')`,
    made: binder.bind(made, 'UInt64'),
  };
}

function byName(of: Numbered) {
  const binder = createBinder();
  const { property, made } = constants(of, binder);
  const { text, number } = keyColumns(of.key, binder);
  const sql = `${target}
    SELECT workspace, ${property}, name, toDateTime(part, 'UTC'), ${made}, text, number, ${columns.join(', ')} FROM (
      SELECT workspace, name, ${partStart(of.key, binder)} AS part, ${text} AS text, ${number} AS number,
        ${columns.map((column) => `${eventSums[column]} AS ${column}`).join(', ')}
      FROM events ${ofDay(of, binder)} GROUP BY workspace, part, name, text, number)`;
  return { sql, params: binder.params };
}

const ofNumber = (of: Numbered, binder: Binder): string => {
  const { property, minute, made } = constants(of, binder);
  return `workspace = ${binder.bind(of.workspaceId, 'String')} AND property = ${property}
    AND minute >= ${minute} AND toStartOfDay(minute) = ${minute} AND made = ${made}`;
};

/** The name '' stands for all: no event has it. */
function ofAllNames(of: Numbered) {
  const binder = createBinder();
  const { property, made } = constants(of, binder);
  const merged = columns.map((column) => `${mergedSums[column]} AS ${column}_`).join(', ');
  const sql = `${target}
    SELECT workspace, ${property}, '', minute, ${made}, text, number, ${columns.map((one) => `${one}_`).join(', ')} FROM (
      SELECT workspace, minute, text, number, ${merged} FROM events_1d_by
      WHERE ${ofNumber(of, binder)} AND name != '' GROUP BY workspace, minute, text, number)`;
  return { sql, params: binder.params };
}

async function readBack(services: Needs, of: Numbered, { signal }: Making): Promise<{ named: number; all: number }> {
  const binder = createBinder();
  const sql = `SELECT toFloat64(sumIf(events, name != '')) AS named, toFloat64(sumIf(events, name = '')) AS all
    FROM events_1d_by WHERE ${ofNumber(of, binder)}`;
  const { workspaceId } = of;
  const [row] = await runBehind<{ named: number; all: number }>(services, { sql, ...binder, workspaceId, signal });
  return row ?? { named: 0, all: 0 };
}

async function note(services: Needs, of: Numbered & { state: 'made' | 'refused' }, { signal }: Making): Promise<void> {
  const binder = createBinder();
  const { property, minute, made } = constants(of, binder);
  const { workspaceId } = of;
  const sql = `INSERT INTO events_1d_by_days (workspace, property, minute, made, events, state)
    SELECT ${binder.bind(workspaceId, 'String')}, ${property}, ${minute}, ${made}, ${binder.bind(of.events, 'UInt64')}, ${binder.bind(of.state, 'String')}`;
  await runBehind(services, { sql, ...binder, workspaceId, signal, isCommand: true });
}
