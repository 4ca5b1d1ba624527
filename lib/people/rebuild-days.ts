import { setTimeout as sleep } from 'node:timers/promises';
import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { Hold } from './hold';
import { isExactSql, ofDays, rollups, selectDay } from './rollup-sql';

type WithEngine = Pick<Services, 'engine'>;
type Rebuild = {
  workspace: string;
  days: readonly number[];
  /** Names the tables in which rows are prepared: what a crash leaves of them is removed by the next try. */
  mark: string;
  hold: Hold;
  signal: AbortSignal;
};
type Batch = { workspace: string; mark: string; month: string; days: readonly number[] };

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
export async function rebuildDays(services: WithEngine, { hold, signal, ...rest }: Rebuild): Promise<void> {
  for (const batch of batchesOf(rest)) {
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted();
      await hold(() => rebuild(services, batch));
      if (await isExact(services, batch)) break;
      if (attempt === tries)
        throw new AppError('conflict', 'So much is inserted that the rollups cannot be made anew; trying again later.');
      await sleep(pauseMs * attempt, undefined, { signal });
    }
  }
}

const monthOf = (day: number): string => new Date(day).toISOString().slice(0, 7).replace('-', '');

/** Never of two months, which are the partitions. */
function batchesOf({ workspace, mark, days }: Pick<Rebuild, 'workspace' | 'mark' | 'days'>): Batch[] {
  const batches: (Batch & { days: number[] })[] = [];
  for (const day of days) {
    const last = batches.at(-1);
    if (last?.month === monthOf(day) && last.days.length < daysAtOnce) last.days.push(day);
    else batches.push({ workspace, mark, month: monthOf(day), days: [day] });
  }
  return batches;
}

/** Views feed a rollup from the one before when rows are inserted; a partition that is attached goes past them. */
async function rebuild({ engine }: WithEngine, { workspace, mark, month, days }: Batch): Promise<void> {
  const run = (sql: string, params = {}) => engine.command({ sql, params: { workspace, ...params }, timeoutMs });
  const stages = rollups.map((rollup) => ({ ...rollup, stage: `${rollup.table}_stage_${mark.replace(/\W/g, '_')}` }));
  const drop = async (): Promise<void> => {
    for (const { stage } of stages) await run(`DROP TABLE IF EXISTS ${stage} SYNC`);
  };
  await drop();
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
    await drop();
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
