import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '@/lib/time/clock';
import type { IdSeed, IdWindow } from './id-window';
import { syncFolder } from './sync-folder';

/** Keeps the ids of committed records on disk, so that a restart does not forget what was accepted before. */
export type IdJournal = {
  readonly seed: IdSeed;
  /** Fills the window with the two newest files. */
  load(window: IdWindow): Promise<void>;
  /** Hashes of 8 bytes each. Durable when it resolves. */
  append(hashes: Buffer): Promise<void>;
  /** The seed and the two newest files, whole hashes only. */
  copies(): Promise<{ name: string; bytes: Buffer }[]>;
  close(): Promise<void>;
};

type Options = { dir: string; clock: Clock; windowMs: number; capacity: number };

const seedBytes = 8;
const nameOf = (startedAt: number): string => `ids-${String(startedAt).padStart(14, '0')}.bin`;
const startOf = (name: string): number => Number(name.slice(4, -4));

/** Files `ids-<start in Unix ms>.bin` of hashes. A file ends with its generation; two are kept. */
export async function openIdJournal({ dir, clock, windowMs, capacity }: Options): Promise<IdJournal> {
  let names = (await readdir(dir)).filter((name) => /^ids-\d+\.bin$/.test(name)).sort();
  const seed = await readSeed(dir);
  let active: { handle: FileHandle; startedAt: number; bytes: number } | null = null;

  async function removeAllBut(count: number): Promise<void> {
    const old = names.slice(0, Math.max(0, names.length - count));
    names = names.slice(old.length);
    await Promise.all(old.map((name) => rm(path.join(dir, name), { force: true })));
  }

  async function startFile(): Promise<{ handle: FileHandle; startedAt: number; bytes: number }> {
    await active?.handle.close();
    const startedAt = Math.max(clock.now(), startOf(names.at(-1) ?? nameOf(0)) + 1);
    const handle = await open(path.join(dir, nameOf(startedAt)), 'wx', 0o600);
    names.push(nameOf(startedAt));
    await removeAllBut(2);
    return { handle, startedAt, bytes: 0 };
  }

  async function resumeFile(): Promise<typeof active> {
    const newest = names.at(-1);
    if (newest === undefined) return null;
    const handle = await open(path.join(dir, newest), 'r+');
    const { size } = await handle.stat();
    return { handle, startedAt: startOf(newest), bytes: size - (size % 8) };
  }

  return {
    seed,
    async load(window) {
      await removeAllBut(2);
      for (const name of names) {
        window.rotate(startOf(name));
        window.load(await readFile(path.join(dir, name)));
      }
    },
    async append(hashes) {
      if (hashes.length === 0) return;
      active ??= await resumeFile();
      if (active === null || isOver(active)) active = await startFile();
      await active.handle.write(hashes, 0, hashes.length, active.bytes);
      await active.handle.datasync();
      active.bytes += hashes.length;
    },
    async copies() {
      const files = await Promise.all(
        ['seed', ...names.slice(-2)].map(async (name) => ({ name, bytes: await readFile(path.join(dir, name)) })),
      );
      return files.map(({ name, bytes }) => ({ name, bytes: bytes.subarray(0, bytes.length - (bytes.length % 8)) }));
    },
    async close() {
      await active?.handle.close();
      active = null;
    },
  };

  function isOver(file: { startedAt: number; bytes: number }): boolean {
    return clock.now() - file.startedAt >= windowMs || file.bytes / 8 >= capacity;
  }
}

/**
 * Made once for each folder and on disk before the first hash is: hashes of another seed would recognize nothing. Renamed
 * into place, so that a crash leaves no half of it.
 */
async function readSeed(dir: string): Promise<IdSeed> {
  const file = path.join(dir, 'seed');
  const known = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  const bytes = known?.length === seedBytes ? known : await createSeed(file);
  return [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
}

async function createSeed(file: string): Promise<Buffer> {
  const bytes = randomBytes(seedBytes);
  await writeFile(`${file}.tmp`, bytes, { mode: 0o600, flush: true });
  await rename(`${file}.tmp`, file);
  await syncFolder(path.dirname(file));
  return bytes;
}
