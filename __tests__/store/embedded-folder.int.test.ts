import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { lockFolder } from '@/lib/store/folder-lock';
import { openStore, type StoreOptions } from '@/lib/store/open';
import { createLogger } from '@/lib/telemetry/logger';
import { openTestStore } from '../build/store';
import { workspace } from './contract';

const log = createLogger('silent');
const open = (options: Partial<Extract<StoreOptions, { mode: 'pglite' }>>) =>
  openStore({ mode: 'pglite', dataDir, ...options }, { log });
jest.setTimeout(180_000);
let folder: string;
let dataDir: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sightglass-folder-'));
  dataDir = path.join(folder, 'data', 'store');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** An existing store's folder, without waiting for initdb again. */
async function existingFolder(): Promise<void> {
  const made = await openTestStore();
  await made.store.close();
  await cp(made.dataDir, dataDir, { recursive: true });
  await made.close();
}

/** Root may write into any folder of its own, but not into the kernel's. */
async function unwritableFolder(): Promise<void> {
  if (process.getuid?.() === 0) dataDir = '/sys/sightglass/store';
  else await mkdir(path.join(folder, 'data'), { mode: 0o555 });
}

function startWriter(prefix: string): { child: ChildProcess; lines: AsyncIterableIterator<string> } {
  const script = path.resolve('__tests__/store/write-until-killed.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir, prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

describe('the folder of the embedded store', () => {
  it('is created by a process of its own, and opened, migrated, kept and given back', async () => {
    const initEntry = path.resolve('dist/store-init.mjs');
    const store = await open({ initEntry });
    await store.workspaces.insert(workspace('kept'));
    await store.close();
    await store.close();
    expect(existsSync(`${dataDir}.lock`)).toBe(false);
    expect(existsSync(`${dataDir}.new`)).toBe(false);
    const again = await open({ initEntry: '/not/used/for/an/existing/folder.mjs' });
    expect((await again.workspaces.list()).map(({ id }) => id)).toEqual(['kept']);
    await again.close();
  });

  it('says what went wrong in the creating process, and leaves nothing half-made that a second start would trip over', async () => {
    const initEntry = path.join(folder, 'broken-init.mjs');
    await writeFile(
      initEntry,
      `import { mkdirSync } from 'node:fs'; mkdirSync(process.argv[2] + '.new', { recursive: true }); console.error('wasm ran away'); process.exit(3);`,
    );
    const error: unknown = await open({ initEntry }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'store_unavailable',
      message: expect.stringMatching(/^SIGHTGLASS_DATA: /) as string,
    });
    expect(String((error as Error).cause)).toContain('ended with 3: wasm ran away');
    const store = await open({});
    expect(await store.isHealthy()).toBe(true);
    await store.close();
    await expect(store.users.count()).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining('SIGHTGLASS_DATA') as string,
    });
    expect(await store.isHealthy()).toBe(false);
  });

  it('is refused while this or another process has it open, naming the process', async () => {
    await existingFolder();
    const store = await open({});
    await expect(open({})).rejects.toMatchObject({
      code: 'store_unavailable',
      message: `SIGHTGLASS_DATA: the folder ${path.dirname(dataDir)} is in use by another portal (process ${process.pid})`,
    });
    expect(await store.isHealthy()).toBe(true);
    await store.close();
    const { child, lines } = startWriter('other');
    await lines.next();
    await expect(open({})).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining(`(process ${child.pid})`) as string,
    });
    await kill(child);
  });

  it('loses no committed row and shows no half transaction after the process was killed at any moment', async () => {
    await existingFolder();
    const committed: string[] = [];
    for (const [round, stopAfter] of [7, 1, 40, 23].entries()) {
      const { child, lines } = startWriter(`round${round}`);
      for (let n = 0; n < stopAfter; n += 1) committed.push(String((await lines.next()).value));
      await kill(child);
      const store = await open({});
      const found = (await store.workspaces.list()).map(({ id }) => id);
      expect(found).toEqual(expect.arrayContaining(committed));
      for (const id of found) expect(await store.apiKeys.list(id)).toHaveLength(1);
      await store.close();
    }
  }, 180_000);

  it.each([
    ['of a process that is gone', { pid: 2 ** 22 + 1, startedAt: 'x' }],
    ['of an earlier process with the same id', { pid: process.pid, startedAt: 'another boot:1' }],
    ['of an earlier process whose id somebody else has now', { pid: 1, startedAt: 'another boot:1' }],
  ])('is taken over from a lock %s', async (_name, holder) => {
    await mkdir(path.dirname(dataDir), { recursive: true });
    await writeFile(`${dataDir}.lock`, JSON.stringify(holder));
    const release = await lockFolder(dataDir);
    expect(JSON.parse(await readFile(`${dataDir}.lock`, 'utf8'))).toMatchObject({ pid: process.pid });
    release();
    expect(existsSync(`${dataDir}.lock`)).toBe(false);
  });

  it('is taken over from a lock that was cut off while it was written', async () => {
    await mkdir(path.dirname(dataDir), { recursive: true });
    await writeFile(`${dataDir}.lock`, '{"pi');
    (await lockFolder(dataDir))();
  });

  it.each([
    ['is a file', async () => writeFile(path.join(folder, 'data'), 'a file'), /is not a folder$/],
    ['cannot be written', unwritableFolder, /is (not writable|on a read-only file system)$/],
    [
      'holds something else',
      async () => {
        await mkdir(dataDir, { recursive: true });
        await writeFile(path.join(dataDir, 'PG_VERSION'), 'nonsense');
      },
      /cannot be opened as a store/,
    ],
  ])('that %s is refused in words that name the setting', async (_name, prepare, message) => {
    await prepare();
    const error: unknown = await open({}).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'store_unavailable',
      message: expect.stringMatching(/^SIGHTGLASS_DATA: the folder /) as string,
    });
    expect((error as Error).message).toMatch(message);
    expect(existsSync(`${dataDir}.lock`)).toBe(false);
  });
});
