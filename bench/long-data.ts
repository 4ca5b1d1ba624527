import type { Engine } from '../lib/engine/engine';
import { benchWorkspace, endOfEvents, loadGeneratedEvents } from './generated-events';

export const longWorkspace = 'long';
export const shortWorkspace = 'short';
const days = 90;
const sourceDays = 60;
const dayMs = 86_400_000;
/** Copies of a source day that one insert makes, so that it stays below a gigabyte of memory. */
const copiesPerInsert = 3;
const timeoutMs = 300_000;

/**
 * 90 days of `count` events in the workspace `long`: each day is a day of the ten million generated ones, several times over with
 * other users and slightly moved, so that visits, paths, values and the hours of a day stay as they are. And a million
 * in `short`, over the same days. What is there already is not made again. Returns the seconds it took.
 */
export async function loadLongEvents(engine: Engine, count: number): Promise<number> {
  const base = Math.min(count, 10_000_000);
  const started = performance.now();
  await loadGeneratedEvents(engine, base);
  await replicate(engine, { workspace: shortWorkspace, count: Math.min(base, 1_000_000) });
  await replicate(engine, { workspace: longWorkspace, count });
  await settle(engine);
  return (performance.now() - started) / 1_000;
}

type Target = { workspace: string; count: number };

async function replicate(engine: Engine, { workspace, count }: Target): Promise<void> {
  const present = await countOf(engine, workspace);
  // Which users the last copy takes is left to their hashes, so the count is not exact.
  if (present >= count * 0.97) return;
  const once = await countOnce(engine);
  // What is missing after a break is made of further copies of every day.
  const begin = Math.ceil(present / once);
  const copies = (count - present) / once;
  for (let day = 0; day < days; day += 1) {
    for (let made = 0; made < copies; made += copiesPerInsert)
      await copyDay(engine, { workspace, day, first: begin + made, copies: Math.min(copiesPerInsert, copies - made) });
    if (day % 10 === 9) process.stdout.write(`  ${workspace}: ${day + 1} of ${days} days\n`);
  }
}

type Piece = { workspace: string; day: number; first: number; copies: number };

/** The share of the last copy is taken by user, so that visits stay whole. */
async function copyDay(engine: Engine, { workspace, day, first, copies }: Piece): Promise<void> {
  const start = endOfEvents - days * dayMs + day * dayMs;
  const source = endOfEvents - sourceDays * dayMs + (day % sourceDays) * dayMs;
  const whole = Math.ceil(copies - 1e-9);
  const share = Math.round((copies - (whole - 1)) * 1_000_000);
  await engine.command({
    sql: `INSERT INTO events (workspace, name, timestamp, received_at, event_id, user_id, session_id, value, properties)
      SELECT {workspace:String}, name, timestamp + toIntervalMillisecond({shift:Int64} + copy * 13337) AS moved, moved,
        concat(event_id, '-', toString({day:UInt32}), '-', toString(copy)), if(user_id = '', '', concat(user_id, '-', toString(copy))),
        concat(session_id, '-', toString(copy)), value, properties
      FROM events ARRAY JOIN range({first:UInt32}, {end:UInt32}) AS copy
      WHERE workspace = {source:String}
        AND timestamp >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AND timestamp < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
        AND (copy < {end:UInt32} - 1 OR user_hash % 1000000 < {share:UInt32})`,
    params: {
      workspace,
      day,
      first,
      end: first + whole,
      share,
      source: benchWorkspace,
      shift: start - source,
      from: source,
      to: source + dayMs,
    },
    settings: {
      insert_deduplication_token: `${workspace}-${day}-${first}`,
      max_insert_threads: 1,
      min_insert_block_size_rows: 250_000,
      max_memory_usage: 4_000_000_000,
    },
    timeoutMs,
  });
}

async function countOf(engine: Engine, workspace: string): Promise<number> {
  const { rows } = await engine.query<{ n: number }>({
    sql: 'SELECT toFloat64(sum(events)) AS n FROM events_1m WHERE workspace = {workspace:String}',
    params: { workspace },
  });
  return rows[0]?.n ?? 0;
}

/** Events of the 90 days when each is copied once: a third of them are days of the source for the second time. */
async function countOnce(engine: Engine): Promise<number> {
  const { rows } = await engine.query<{ n: number }>({
    sql: `SELECT toFloat64(sum(if(minute < {again:DateTime}, 2, 1) * events)) AS n FROM events_1m WHERE workspace = {workspace:String}`,
    params: {
      workspace: benchWorkspace,
      again: (endOfEvents - sourceDays * dayMs + (days - sourceDays) * dayMs) / 1_000,
    },
  });
  return rows[0]?.n ?? Number.NaN;
}

/** Until no part is being merged: what is measured is what a portal has that has run for a while. */
export async function settle(engine: Engine): Promise<void> {
  for (let quiet = 0, look = 0; quiet < 3 && look < 600; look += 1) {
    const { rows } = await engine.query<{ n: number }>({ sql: 'SELECT toFloat64(count()) AS n FROM system.merges' });
    quiet = rows[0]?.n === 0 ? quiet + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}
