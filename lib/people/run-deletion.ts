import { record } from '@/lib/audit/record';
import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { publishBatch } from '@/lib/ingest/publish-batch';
import { touchedName } from '@/lib/ingest/name-summary';
import { keyPrefix } from '@/lib/query/spec-key';
import { dropSummaries } from '@/lib/query/summaries/drop-summaries';
import type { DoomedEvents, PersonDeletion } from '@/lib/store/access-ports';
import { dayMs } from '@/lib/time/duration';
import { Spans } from '@/lib/time/spans';
import type { Hold } from './hold';
import { ofPerson } from './of-person';
import { rebuildDays } from './rebuild-days';

export type DeletionServices = Pick<Services, 'store' | 'engine' | 'spool' | 'live' | 'cache' | 'clock' | 'newId'>;
type Run = { hold: Hold; signal: AbortSignal };
type Known = PersonDeletion & { userId: string };

const timeoutMs = 600_000;
/** Another portal, or an import, may bring the person back while this one deletes. */
const passes = 5;
/** More stretches of time than these are told less exactly. */
const mostSpans = 64;

/**
 * Deletes a person from the events and makes the rollups of the days they were seen on anew, as these know people only as
 * part of a sum. Can be stopped and repeated at any point: what is to go is written down before it goes. Throws what the
 * engine or the store throw, `conflict` when others insert so much that it has no end, and the signal's reason.
 */
export async function runDeletion(services: DeletionServices, deletion: Known, run: Run): Promise<void> {
  const { store, clock } = services;
  // What was accepted before the deletion was asked for must not arrive after it.
  await untilAborted(
    services.spool.sync().then((end) => services.spool.whenCommitted(end)),
    run.signal,
  );
  let current = deletion;
  for (let pass = 0; ; pass += 1) {
    current = { ...current, doomed: joined(current.doomed, await findDoomed(services, current)) };
    if (current.doomed.length === 0) break;
    if (pass >= passes) throw new AppError('conflict', 'Events of this person keep arriving; trying again later.');
    current = await deletePass(services, current, run);
  }
  await deleteRejected(services, current);
  await store.transaction(async (tx) => {
    await tx.personDeletions.update(current.id, {
      ...{ state: 'done', userId: null, doomed: [], fault: null, finishedAt: clock.now() },
    });
    const actor = { kind: 'system', workspaceId: current.workspaceId, purpose: 'people' } as const;
    await record(
      tx,
      { ...services, actor },
      {
        action: 'person.deleted',
        target: `person_deletion:${current.id}`,
        after: { events: current.events },
      },
    );
  });
}

/** What was found again takes the place of what was written down about it before. */
function joined(before: readonly DoomedEvents[], found: readonly DoomedEvents[]): DoomedEvents[] {
  const isFound = ({ day, name }: DoomedEvents) => found.some((one) => one.day === day && one.name === name);
  return [...before.filter((one) => !isFound(one)), ...found];
}

async function deletePass(services: DeletionServices, current: Known, run: Run): Promise<Known> {
  const { store, engine } = services;
  const { id, workspaceId: workspace, userId, doomed } = current;
  await store.personDeletions.update(id, { state: 'working', doomed });
  await engine.command({ sql: `DELETE FROM events WHERE ${ofPerson}`, params: { workspace, userId }, timeoutMs });
  const days = [...new Set(doomed.map(({ day }) => day))].sort((a, b) => a - b);
  // Deleted rows are only marked until then, and would lie on the disk for as long as nothing is merged.
  for (const month of new Set(days.map(monthOf)))
    await engine.command({
      sql: `ALTER TABLE events APPLY DELETED MASK IN PARTITION ${month}`,
      settings: { mutations_sync: 1 },
      timeoutMs,
    });
  // Nothing counts any more that was summarised while the person was among the events.
  await dropSummaries(services, { workspace, days });
  await rebuildDays(services, { workspace, days, mark: id, ...run });
  publishBatch(services, workspace, await touchedBy(services, { workspace, days, doomed }));
  // Answers about the past are believed for a while whatever happens, and the last good one for as long as the engine is away.
  for (const prefix of [keyPrefix(workspace), `b:${workspace}:`]) services.cache.deletePrefix(prefix);
  const events = current.events + doomed.reduce((sum, { rows }) => sum + rows, 0);
  await store.personDeletions.update(id, { doomed: [], events });
  return { ...current, state: 'working', doomed: [], events };
}

const monthOf = (day: number): string => new Date(day).toISOString().slice(0, 7).replace('-', '');

async function findDoomed({ engine }: DeletionServices, { workspaceId, userId }: Known): Promise<DoomedEvents[]> {
  const { rows } = await engine.query<DoomedEvents>({
    sql: `SELECT toFloat64(toUnixTimestamp(toStartOfDay(timestamp))) * 1000 AS day, name, toFloat64(count()) AS rows,
                 toFloat64(toUnixTimestamp64Milli(min(timestamp))) AS first, toFloat64(toUnixTimestamp64Milli(max(timestamp))) AS last
          FROM events WHERE ${ofPerson} GROUP BY day, name ORDER BY day, name`,
    params: { workspace: workspaceId, userId },
    timeoutMs: 60_000,
  });
  return rows;
}

/** Refused events keep a sample of what was sent; any that has the id as a value goes. */
async function deleteRejected({ engine }: DeletionServices, { workspaceId, userId }: Known): Promise<void> {
  await engine.command({
    sql: 'DELETE FROM rejected_events WHERE workspace = {workspace:String} AND position(sample, {quoted:String}) > 0',
    params: { workspace: workspaceId, quoted: JSON.stringify(userId) },
    timeoutMs,
  });
}

type Touched = { workspace: string; days: readonly number[]; doomed: readonly DoomedEvents[] };

/** Every name of those days: while they were made anew, questions about any of them may have been answered in between. */
async function touchedBy({ engine }: DeletionServices, { workspace, days, doomed }: Touched) {
  const { rows } = await engine.query<{ name: string }>({
    sql: `SELECT DISTINCT name FROM events_1m
          WHERE workspace = {workspace:String} AND toUnixTimestamp(toStartOfDay(minute)) IN {days:Array(UInt32)}`,
    params: { workspace, days: days.map((day) => day / 1_000) },
    timeoutMs: 60_000,
  });
  const times = new Spans(mostSpans);
  for (const day of days) times.add(day, day + dayMs - 1);
  const names = new Set([...rows.map(({ name }) => name), ...doomed.map(({ name }) => name)]);
  return [...names].map((name) => touchedName(name, { rows: 1, times }));
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
