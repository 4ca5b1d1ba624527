import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '@/lib/errors/app-error';
import { singleton } from '@/lib/process/singleton';

export type FolderLock = { release(): Promise<void> };

/** Held by this process: a lock with our own pid is stale unless it is listed here, as pids repeat in containers. */
const held = singleton('spool.locks', () => new Set<string>());

/**
 * One process per folder. A lock whose process is gone is taken over, so a crash needs no cleaning up.
 * Throws AppError conflict when a living process holds it.
 */
export async function lockFolder(dir: string): Promise<FolderLock> {
  const file = path.join(dir, 'lock');
  const mine = `${process.pid} ${startOf(process.pid)}\n`;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await create(file, mine)) {
      held.add(file);
      return {
        async release() {
          held.delete(file);
          await rm(file, { force: true });
        },
      };
    }
    const owner = await readOwner(file);
    if (owner !== null && isAlive(owner, file)) break;
    if (owner !== null) await takeAway(file, owner);
  }
  throw new AppError(
    'conflict',
    `Another Sightglass process uses the data folder ${path.dirname(dir)}. Stop it, or set SIGHTGLASS_DATA to another folder.`,
  );
}

async function create(file: string, content: string): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readOwner(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Renaming first means that of two processes that find the same stale lock only one removes it. */
async function takeAway(file: string, owner: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
    const taken = await readFile(aside, 'utf8');
    if (taken !== owner) await create(file, taken);
    await rm(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function isAlive(owner: string, file: string): boolean {
  const [pidText, start] = owner.trim().split(' ');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (pid === process.pid) return held.has(file);
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' && start === startOf(pid);
  }
  return start === startOf(pid);
}

/** When the process started, in kernel ticks, to tell it from a later one with the same pid; '-' where /proc is missing. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
  } catch {
    return '-';
  }
}
