import { setTimeout as sleep } from 'node:timers/promises';
import type { Services } from '@/lib/context';
import { insertPatiently } from '@/lib/ingest/imports/insert-patiently';
import { publishBatch } from '@/lib/ingest/publish-batch';
import type { HistoryBatch } from './history-batches';
import { sampleShift } from './sample-plan';
import { readLoad, readReplay, readSpeed, writeLoad, type SampleLoad } from './sample-state';
import { workOn, workOnce, type Where } from './sample-work';

export type SampleRun = Where & { file: string; workspaceId: string };

/** Pause after each batch as a share of the time it took, so that people's queries get the engine and the processor, too. */
const restShare = 0.1;

/** A portal that was away for less is not missed on any chart. */
const shortestGapMs = 120_000;

/**
 * What is to be loaded. At first the history: by how much its flights are moved and which they are is fixed once. Later,
 * when the portal was away, the flights of that time, so that the charts of a portal that slept have no hole.
 */
export async function planLoad(services: Services, run: SampleRun): Promise<SampleLoad> {
  const known = await readLoad(services, run.workspaceId);
  if (!known) return await planSince(services, run, null);
  if (known.remaining > known.fromRow) return known;
  const playedUntil = await playedUntilOf(services, run, known);
  const isGap = playedUntil !== null && services.clock.now() - playedUntil >= shortestGapMs;
  return isGap ? await planSince(services, run, playedUntil) : known;
}

/** Until when there are flights, Unix ms; null when somebody holds the replay, who wants no others either. */
async function playedUntilOf(services: Services, run: SampleRun, { loadedAt }: SampleLoad): Promise<number | null> {
  if ((await readSpeed(services, run.workspaceId)) === 0) return null;
  const replay = await readReplay(services, run.workspaceId);
  return replay === null ? null : Math.max(replay.at, loadedAt);
}

/** A load of the flights from `since` (all of them when null) until now. */
async function planSince(services: Services, run: SampleRun, since: number | null): Promise<SampleLoad> {
  const loadedAt = services.clock.now();
  const shiftMs = sampleShift(loadedAt);
  const rowAfter = async (time: number): Promise<number> =>
    (await workOnce({ kind: 'cut', file: run.file, time: time - shiftMs }, run)).row;
  const fromRow = since === null ? 0 : await rowAfter(since);
  // A minute earlier than now: the seconds that are added to the minute must not reach into the future.
  const historyRows = Math.max(fromRow, await rowAfter(loadedAt - 60_000));
  const load = { shiftMs, loadedAt, fromRow, historyRows, remaining: historyRows, rowsPerSecond: 0 };
  await writeLoad(services, run.workspaceId, load);
  return load;
}

/**
 * Loads what is missing of the history, newest first. Each batch is inserted under a token made of its rows before the
 * progress is written down, so that a stop at any moment neither loses nor doubles a flight.
 */
export async function loadHistory(services: Services, run: SampleRun, load: SampleLoad): Promise<void> {
  const { file, workspaceId } = run;
  const { shiftMs, loadedAt, fromRow, historyRows, remaining } = load;
  const plan = { file, workspaceId, shiftMs, loadedAt, fromRow, historyRows, remaining };
  let startedAt = services.clock.monotonic();
  let state = load;
  for await (const batch of workOn({ kind: 'history', plan }, run)) {
    await insertBatch(services, batch, { ...run, loadedAt });
    const rows = batch.to - batch.from;
    publishBatch(services, workspaceId, [
      { name: 'departure', rows, minTimestamp: batch.minTimestamp, maxTimestamp: batch.maxTimestamp },
    ]);
    const tookMs = services.clock.monotonic() - startedAt;
    await sleep(tookMs * restShare, undefined, { signal: run.signal });
    const now = services.clock.monotonic();
    state = {
      ...state,
      remaining: batch.from,
      rowsPerSecond: smoothed(state.rowsPerSecond, rows / ((now - startedAt) / 1_000)),
    };
    startedAt = now;
    await writeLoad(services, workspaceId, state);
  }
}

async function insertBatch(
  services: Services,
  batch: HistoryBatch,
  run: SampleRun & { loadedAt: number },
): Promise<void> {
  const { workspaceId, loadedAt, signal } = run;
  const rows = Buffer.from(batch.rows.buffer, batch.rows.byteOffset, batch.rows.byteLength);
  const token = `sample:${workspaceId}:${loadedAt}:${batch.from}-${batch.to}`;
  const onWait = (error: Error): Promise<void> => {
    services.log.info({ err: error }, 'the sample waits for the engine');
    return Promise.resolve();
  };
  const refused = await insertPatiently(services, { rows, token }, { signal, onWait });
  if (refused.length > 0)
    services.log.error({ rows: refused.length, reason: refused[0]?.reason }, 'the engine refuses rows of the sample');
}

const smoothed = (before: number, now: number): number => Math.round(before === 0 ? now : before * 0.7 + now * 0.3);
