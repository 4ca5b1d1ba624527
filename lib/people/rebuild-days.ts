import { setTimeout as sleep } from 'node:timers/promises';
import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { isExactSql, ofDays, rollups, selectDay } from './rollup-sql';
import type { Hold } from './run-deletion';

type WithEngine = Pick<Services, 'engine' | 'newId'>;
type Rebuild = { workspace: string; days: readonly number[]; hold: Hold; signal: AbortSignal };
type Batch = { workspace: string; month: string; days: readonly number[] };

const timeoutMs = 600_000;
/** Nothing is inserted meanwhile, so a few days at a time. */
const daysAtOnce = 4;
/** Inserts of imports and of other portals may fall in between. */
const tries = 5;
const pauseMs = 500;

/**
 * Makes the rollups of whole UTC days of a workspace anew from its events. `days` are their starts, Unix ms, ascending. New
 * rows are prepared beside and then take the place of the old ones, so readers see too little for a moment at most; then it
 * is looked whether all of them stand for the same events, else it is done again. Throws `conflict` when that has no end.
 */
export async function rebuildDays(services: WithEngine, { workspace, days, hold, signal }: Rebuild): Promise<void> {
  for (const batch of batchesOf(workspace, days)) {
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted();
      await hold(() => rebuild(services, batch));
      if (await isExact(services, batch)) break;
      if (attempt === tries)
        throw new AppError('conflict', 'So much is inserted that the rollups cannot be made anew; trying again later.');
      await sleep(pauseMs * attempt, undefined, { signal });
    }
  }
  for (const month of new Set(days.map(monthOf)))
    for (const { table } of rollups)
      await services.engine.command({
        sql: `ALTER TABLE ${table} APPLY DELETED MASK IN PARTITION ${month}`,
        settings: { mutations_sync: 1 },
        timeoutMs,
      });
}

const monthOf = (day: number): string => new Date(day).toISOString().slice(0, 7).replace('-', '');

/** Never of two months, which are the partitions. */
function batchesOf(workspace: string, days: readonly number[]): Batch[] {
  const batches: (Batch & { days: number[] })[] = [];
  for (const day of days) {
    const last = batches.at(-1);
    if (last?.month === monthOf(day) && last.days.length < daysAtOnce) last.days.push(day);
    else batches.push({ workspace, month: monthOf(day), days: [day] });
  }
  return batches;
}

/** Views feed a rollup from the one before when rows are inserted; a partition that is attached goes past them. */
async function rebuild({ engine, newId }: WithEngine, { workspace, month, days }: Batch): Promise<void> {
  const run = (sql: string, params = {}) => engine.command({ sql, params: { workspace, ...params }, timeoutMs });
  const mark = newId().replace(/\W/g, '_');
  const stages = rollups.map((rollup) => ({ ...rollup, stage: `${rollup.table}_stage_${mark}` }));
  try {
    for (const one of stages) {
      await run(`CREATE TABLE ${one.stage} AS ${one.table}`);
      const source = stages.find(({ table }) => table === one.from)?.stage ?? one.from;
      for (const day of days) await run(`INSERT INTO ${one.stage} ${selectDay(one, source)}`, { day: day / 1_000 });
    }
    for (const { table, stage } of stages) {
      await run(`DELETE FROM ${table} IN PARTITION ${month} WHERE ${ofDays}`, { days: days.map((day) => day / 1_000) });
      await run(`ALTER TABLE ${table} ATTACH PARTITION ${month} FROM ${stage}`);
    }
  } finally {
    for (const { stage } of stages) await run(`DROP TABLE IF EXISTS ${stage} SYNC`);
  }
}

async function isExact({ engine }: WithEngine, { workspace, days }: Batch): Promise<boolean> {
  const params = { workspace, days: days.map((day) => day / 1_000) };
  for (const rollup of rollups) {
    const { rows } = await engine.query<{ exact: number }>({ sql: isExactSql(rollup), params, timeoutMs: 60_000 });
    if (rows[0]?.exact !== 1) return false;
  }
  return true;
}
