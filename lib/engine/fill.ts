import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/errors/app-error';
import { databaseName } from './connection';
import type { Fill } from './migrations/migration';

export type Runner = {
  run: (query: string, settings?: Record<string, string | number>) => Promise<unknown>;
  rows: <Row>(query: string) => Promise<Row[]>;
};
/** `isAlone`: no other portal can be at it, as with the embedded engine. */
type Job = Fill & { version: number; isAlone: boolean };

/** A portal that has said nothing for so long has ended; another goes on with its work. */
const claimMs = 60_000;
const pauseMs = 250;
/** How often the cut is tried while others insert, each time with so many looks at whether it is exact. */
const cuts = 20;
const looks = 8;

const table = (name: string): string => `${databaseName}.${name}`;
const log = table('schema_fills');

/**
 * Gives a new table what its source holds and puts a view in between for what comes. Between the two nothing may be missing or
 * twice, though others insert: the view is made and the source's parts are linked into a copy at about the same time, and
 * the cut is good when copy and target together stand for the same events as the source; else it is made again. The copy is
 * then read day by day, each day one insert under a token, so that a start after a crash goes on without doubling any.
 */
export async function fillTable(runner: Runner, job: Job): Promise<void> {
  await runner.run(
    `CREATE TABLE IF NOT EXISTS ${log} (version UInt32, piece String, owner String, at DateTime64(3, 'UTC') DEFAULT now64(3))
     ENGINE = MergeTree ORDER BY version`,
  );
  const owner = randomUUID();
  await claim(runner, job, owner);
  if (await isDone(runner, job)) return;
  const note = noter(runner, job, owner);
  let done = await piecesOf(runner, job);
  if (!done.has('cut')) {
    await cutSource(runner, job);
    await note('cut');
    done = await piecesOf(runner, job);
  }
  for (const day of await daysOf(runner, job, done)) {
    if (done.has(day)) continue;
    await fillDay(runner, job, day);
    await note(day);
  }
  await note('filled');
  await runner.run(`DROP TABLE IF EXISTS ${copyOf(job)} SYNC`);
}

const copyOf = ({ target }: Job): string => table(`${target}_fill`);

const noter =
  (runner: Runner, { version }: Job, owner: string) =>
  (piece: string): Promise<unknown> =>
    runner.run(`INSERT INTO ${log} (version, piece, owner) SELECT ${version}, '${piece}', '${owner}'`);

async function piecesOf(runner: Runner, { version }: Job): Promise<Set<string>> {
  const rows = await runner.rows<{ piece: string }>(`SELECT DISTINCT piece FROM ${log} WHERE version = ${version}`);
  return new Set(rows.map((row) => row.piece));
}

const isDone = async (runner: Runner, job: Job): Promise<boolean> => (await piecesOf(runner, job)).has('filled');

/** Waits until no other portal is at it: the one whose word is the oldest among those that still speak goes on. */
async function claim(runner: Runner, job: Job, owner: string): Promise<void> {
  const note = noter(runner, job, owner);
  await note('claim');
  // Whoever claims at the same time is seen now.
  if (!job.isAlone) await sleep(pauseMs);
  while (!job.isAlone) {
    const [first] = await runner.rows<{ owner: string }>(
      `SELECT owner FROM ${log} WHERE version = ${job.version} GROUP BY owner
       HAVING max(at) > now64(3) - INTERVAL ${claimMs} MILLISECOND OR owner = '${owner}' ORDER BY min(at), owner LIMIT 1`,
    );
    if (first?.owner === owner || (await isDone(runner, job))) return;
    await sleep(pauseMs);
  }
}

/** Throws AppError engine_unavailable when others insert so much that no cut is exact. */
async function cutSource(runner: Runner, job: Job): Promise<void> {
  const { run } = runner;
  const copy = copyOf(job);
  for (let cut = 0; cut < cuts; cut += 1) {
    await run(`DROP TABLE IF EXISTS ${table(job.view.name)} SYNC`);
    await run(`DROP TABLE IF EXISTS ${copy} SYNC`);
    await run(`TRUNCATE TABLE ${table(job.target)}`);
    await run(`CREATE TABLE ${copy} AS ${table(job.source)}`);
    await run(job.view.create);
    const madeAt = performance.now();
    const partitions = await runner.rows<{ id: string }>(
      `SELECT DISTINCT partition_id AS id FROM system.parts
       WHERE database = '${databaseName}' AND table = '${job.source}' AND active ORDER BY id`,
    );
    for (const { id } of partitions)
      await run(`ALTER TABLE ${copy} ATTACH PARTITION ID '${id}' FROM ${table(job.source)}`);
    if (await isExact(runner, job, madeAt)) return;
  }
  throw new AppError('engine_unavailable', 'A new rollup cannot be made while so much is inserted; start again later.');
}

/**
 * An insert that is under way may have reached the source and not yet the target, so one look may come too soon; and one that
 * began before the view was made does not pass through it, so those have to be over.
 */
async function isExact(runner: Runner, job: Job, viewMadeAt: number): Promise<boolean> {
  // Counts alone would not do: one batch that is missing and one that is twice make the same number.
  const sum = (name: string): string => `(SELECT sum(events * cityHash64(${job.keys.join(', ')})) FROM ${name})`;
  for (let look = 0; look < looks; look += 1) {
    const ageSeconds = (performance.now() - viewMadeAt) / 1_000;
    const [older] = await runner.rows<{ n: number }>(
      `SELECT toUInt32(count()) AS n FROM system.processes WHERE query_kind = 'Insert' AND elapsed >= ${ageSeconds.toFixed(3)}`,
    );
    const [row] = await runner.rows<{ exact: number }>(
      `SELECT ${sum(table(job.source))} = ${sum(copyOf(job))} + ${sum(table(job.target))} AS exact`,
    );
    if (older?.n === 0 && row?.exact === 1) return true;
    await sleep(pauseMs);
  }
  return false;
}

/** A copy that is gone was filled from to the end. */
async function daysOf(runner: Runner, job: Job, done: Set<string>): Promise<string[]> {
  if (done.has('filled')) return [];
  const rows = await runner.rows<{ day: string }>(
    `SELECT DISTINCT toString(toDate(${job.time})) AS day FROM ${copyOf(job)} ORDER BY day`,
  );
  return rows.map((row) => row.day);
}

/** One block and so one part: all of it or nothing, and the token knows it. */
async function fillDay(runner: Runner, job: Job, day: string): Promise<void> {
  const where = `${job.time} >= toDateTime('${day} 00:00:00', 'UTC') AND ${job.time} < toDateTime('${day} 00:00:00', 'UTC') + INTERVAL 1 DAY`;
  await runner.run(`INSERT INTO ${table(job.target)} ${job.select(copyOf(job), where)}`, {
    insert_deduplicate: 1,
    insert_deduplication_token: `fill-${job.version}-${day}`,
    max_insert_threads: '1',
    min_insert_block_size_rows: '1000000000',
    min_insert_block_size_bytes: '0',
  });
}
