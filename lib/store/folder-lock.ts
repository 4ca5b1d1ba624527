import { readFileSync, rmSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@/lib/errors/app-error';
import { codeOf } from './faults';

type Holder = { pid: number; startedAt: string };

/**
 * Claims a data folder for this process; PGlite itself would let two processes write one folder and ruin it. A lock
 * whose process is gone (kill -9, power cut) is taken over.
 * @returns the function that gives the folder back. Throws `store_unavailable` when another process has it.
 */
export async function lockFolder(dataDir: string): Promise<() => void> {
  const file = `${dataDir}.lock`;
  const mine: Holder = { pid: process.pid, startedAt: startOf(process.pid) ?? '' };
  await mkdir(path.dirname(file), { recursive: true });
  for (;;) {
    try {
      await writeFile(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const holder = await readHolder(file);
    if (holder !== null && isAlive(holder)) throw locked(dataDir, holder);
    await rm(file, { force: true });
  }
  const release = () => {
    process.off('exit', release);
    rmSync(file, { force: true });
  };
  process.once('exit', release);
  return release;
}

const locked = (dataDir: string, { pid }: Holder) =>
  new AppError(
    'store_unavailable',
    `SIGHTGLASS_DATA: the folder ${path.dirname(dataDir)} is in use by another portal (process ${pid})`,
  );

async function readHolder(file: string): Promise<Holder | null> {
  try {
    const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
    const { pid, startedAt } = parsed as Partial<Holder>;
    return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : null;
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Process ids are used again, in containers nearly always, so the start time has to be the same, too. */
function isAlive({ pid, startedAt }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  const running = startOf(pid);
  return running === null || startedAt === '' || running === startedAt;
}

/** Boot and clock ticks since boot at which a process started; null where there is no /proc to ask. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${ticks}`;
  } catch {
    return null;
  }
}
