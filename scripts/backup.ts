import { copyFile, chmod, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { isUnderWay, type BackupList, type BackupProgress } from '../lib/model/backup';
import { call, localPlace, type Place } from './import-cli/portal';
import { Bar, count, duration, say, size } from './import-cli/screen';

const usage = `npm run backup [-- options]

Has the running portal write a backup of everything, without stopping it, into backups/ of its data folder.

  --to PLACE         moves it there when it is done: a folder, or the name of a file
  --without-secrets  leaves secrets.json out (then keep a copy of it elsewhere)
  --url URL          the portal (default: the one of the data folder)
  --key KEY          an API key of the main workspace with the scope "manage" (default: that of the data folder)
`;

type Words = { to?: string | undefined; url?: string | undefined; key?: string | undefined; secrets: boolean };

/** The command line, or null when it makes no sense. */
function readWords(): Words | null {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({
      options: { to: text, url: text, key: text, 'without-secrets': { type: 'boolean' } },
    });
    return { to: values.to, url: values.url, key: values.key, secrets: values['without-secrets'] !== true };
  } catch {
    return null;
  }
}

// `npm run backup`: asks the running portal for a backup, because only it may open its data, and watches.
const words = readWords();
if (words === null) {
  say(usage);
  process.exit(process.argv.includes('--help') ? 0 : 2);
}
try {
  process.exit(await run(words));
} catch (error) {
  say(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

async function run({ to, secrets, ...where }: Words): Promise<number> {
  const place = await findPlace(where);
  const begun = await call<BackupProgress>(place, '/api/backups', { secrets });
  const { progress, folder } = await watch(place);
  if (progress.phase !== 'done') {
    say(`✖ The backup failed: ${progress.message ?? 'the portal was started anew while it was made'}`);
    return 1;
  }
  const took = duration(Math.max(0, Date.now() - begun.startedAt));
  say(`✔ ${count(progress.rows)} rows of events, ${size(progress.bytes)}, in ${took}`);
  const file = path.join(folder, progress.name);
  say(`  ${to === undefined ? file : await move(file, to)}`);
  say(
    `\nIt holds password hashes${secrets ? ' and the secrets of this installation' : ''}: keep it where only you can read it.`,
  );
  return 0;
}

async function findPlace({ url, key }: Pick<Words, 'url' | 'key'>): Promise<Place> {
  const dataDir = path.resolve(process.env['SIGHTGLASS_DATA'] || './data');
  const local = await localPlace(dataDir);
  const place = { url: (url ?? local?.url ?? '').replace(/\/+$/, ''), key: key ?? local?.key ?? '' };
  if (place.url !== '' && place.key !== '') return place;
  throw new Error(`There is no running portal on ${dataDir}. Start it, set SIGHTGLASS_DATA, or give --url and --key.`);
}

async function watch(place: Place): Promise<{ progress: BackupProgress; folder: string }> {
  const bar = new Bar();
  for (;;) {
    const { current, folder } = await call<BackupList>(place, '/api/backups');
    if (current === null) throw new Error('The portal was started anew; nothing was written. Run the command again.');
    if (!isUnderWay(current)) {
      bar.clear();
      return { progress: current, folder };
    }
    const share = current.rowsTotal ? current.rows / current.rowsTotal : 0;
    bar.draw(share, current.message ?? wordsOf(current));
    await sleep(300);
  }
}

function wordsOf({ phase, rows, rowsTotal, bytes }: BackupProgress): string {
  if (phase === 'store') return 'people, dashboards, rules, incidents';
  if (rowsTotal === null) return 'waiting for accepted events to be stored';
  return `${count(rows)} of ${count(rowsTotal)} rows of events, ${size(bytes)}`;
}

/** Only on the portal's own machine: an archive is taken over the network by owners who are signed in. */
async function move(file: string, to: string): Promise<string> {
  const isFolder =
    to.endsWith(path.sep) ||
    (await stat(to).then(
      (found) => found.isDirectory(),
      () => false,
    ));
  const target = path.resolve(isFolder ? path.join(to, path.basename(file)) : to);
  await mkdir(path.dirname(target), { recursive: true });
  try {
    await rename(file, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new Error(`The backup lies on the portal's machine: ${file}`, { cause: error });
    if (code !== 'EXDEV') throw error;
    await copyFile(file, target);
    await chmod(target, 0o600);
    await rm(file);
  }
  return target;
}
