import { createHash } from 'node:crypto';
import { cp, link, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createFolderElsewhere } from '@/lib/store/data-folder';

const migrationsDir = path.resolve('lib/store/migrations');

/** PostgreSQL's two template databases, which no connection of ours opens and nothing writes to: linked instead of copied. */
const untouched = ['1', '4'].map((name) => path.join('base', name));

/** Puts a migrated, empty embedded store where there is none: making one takes five seconds of a processor, a copy half of one. */
export async function copyStoreTo(dataDir: string): Promise<void> {
  const from = await template();
  await mkdir(path.dirname(dataDir), { recursive: true });
  await cp(from, dataDir, { recursive: true, filter: (file) => !untouched.includes(path.relative(from, file)) });
  for (const folder of untouched) {
    await mkdir(path.join(dataDir, folder), { mode: 0o700 });
    for (const name of await readdir(path.join(from, folder)))
      await link(path.join(from, folder, name), path.join(dataDir, folder, name));
  }
}

/** Made once per state of the migrations. */
async function template(): Promise<string> {
  const files = (await readdir(migrationsDir)).filter((name) => name.endsWith('.sql')).sort();
  const hash = createHash('sha256');
  for (const name of files) hash.update(await readFile(path.join(migrationsDir, name)));
  const final = path.join(os.tmpdir(), `sightglass-store-template-${hash.digest('hex').slice(0, 16)}`);
  if (await exists(final)) return final;
  const draft = await mkdtemp(`${final}-`);
  const made = path.join(draft, 'store');
  await createFolderElsewhere(path.resolve('dist/store-init.mjs'), made, migrationsDir);
  // Another process may have been quicker; its template is as good as ours.
  await rename(made, final).catch(async (error: unknown) => {
    if (!(await exists(final))) throw error;
  });
  await rm(draft, { recursive: true, force: true });
  return final;
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );
