import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportJob } from '../lib/model/import-job';
import type { ImportPreview } from '../lib/model/import-preview';
import { correctMapping, readArguments, usage, type CliArguments } from './import-cli/arguments';
import { call, fileKey, localPlace, upload, type Place } from './import-cli/portal';
import { Bar, count, duration, say, showEnd, showMapping, size } from './import-cli/screen';

// `npm run import -- FILE`: uploads a file to a running portal, shows what it found, and watches the load.
const words = process.argv.slice(2);
if (words.includes('--help') || words.includes('-h')) {
  say(usage);
  process.exit(0);
}
const args = readArguments(words);
if ('fault' in args) {
  say(`${args.fault}\n\n${usage}`);
  process.exit(2);
}
try {
  process.exit(await run(args));
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  say(`\n${code === 'ENOENT' ? `There is no file ${args.file}.` : message}`);
  process.exit(1);
}

async function run(args: CliArguments): Promise<number> {
  const place = await findPlace(args);
  const { key: content, bytes } = await fileKey(args.file);
  const key = args.again ? `${content}-${Date.now()}` : content;
  const known = await findJob(place, key);
  if (known?.state === 'done') {
    say(
      `${path.basename(args.file)} has been loaded before: ${count(known.rowsLoaded)} events. To load it again: --again`,
    );
    return 0;
  }
  if (known && known.position > 0) say(`Going on with the import that has loaded ${count(known.rowsLoaded)} events.`);
  if (known?.state === 'running') return watch(place, known.id);
  const job = known?.state === 'mapping' ? known : await sendFile(place, args.file, { key, bytes });
  return (await start(place, job, args)) ? watch(place, job.id) : 1;
}

async function findPlace({ url, key }: CliArguments): Promise<Place> {
  const env = process.env;
  const local = await localPlace(path.resolve(env['SIGHTGLASS_DATA'] || './data'));
  const place = {
    url: (url ?? (env['SIGHTGLASS_URL'] || local?.url || `http://localhost:${env['PORT'] || 3000}`)).replace(
      /\/+$/,
      '',
    ),
    key: key ?? (env['SIGHTGLASS_INIT_API_KEY'] || local?.key),
  };
  if (!place.key)
    throw new Error(
      'Give an API key with the scope "manage": --key, or SIGHTGLASS_INIT_API_KEY. Make one under Send data.',
    );
  return { url: place.url, key: place.key };
}

async function findJob(place: Place, key: string): Promise<ImportJob | undefined> {
  return (await call<{ imports: ImportJob[] }>(place, `/api/imports?key=${key}`)).imports[0];
}

async function sendFile(
  place: Place,
  file: string,
  { key, bytes }: { key: string; bytes: number },
): Promise<ImportJob> {
  const bar = new Bar();
  const job = await upload(place, {
    file,
    key,
    onProgress: (sent) => bar.draw(sent / bytes, `uploading ${size(sent)} of ${size(bytes)}`),
  });
  bar.clear();
  say(`Uploaded ${path.basename(file)}, ${size(bytes)}.`);
  return job;
}

async function start(place: Place, job: ImportJob, args: CliArguments): Promise<boolean> {
  if (job.mapping === null) throw new Error('The portal could not tell what the file holds.');
  const mapping = job.position > 0 ? job.mapping : correctMapping(job.mapping, args);
  if ('fault' in mapping) throw new Error(mapping.fault);
  showMapping(mapping, await call<ImportPreview>(place, `/api/imports/${job.id}/preview`, { mapping }));
  if (!args.isSure && process.stdin.isTTY && !(await confirm())) {
    say('Nothing was loaded. Correct a column with --map COLUMN=TARGET, or on the Imports page of the portal.');
    return false;
  }
  await call(place, `/api/imports/${job.id}/start`, { mapping });
  return true;
}

async function confirm(): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question('\nLoad it like this? [Y/n] ');
  prompt.close();
  return !/^n/i.test(answer.trim());
}

async function watch(place: Place, id: string): Promise<number> {
  const bar = new Bar();
  const startedAt = performance.now();
  let job = await call<ImportJob>(place, `/api/imports/${id}`);
  const first = job;
  while (job.state === 'running') {
    await sleep(300);
    job = await call<ImportJob>(place, `/api/imports/${id}`);
    const tookMs = performance.now() - startedAt;
    const done = job.position - first.position;
    const left = done > 0 ? `, ${duration((tookMs / done) * (job.positionTotal - job.position))} left` : '';
    const rate = count((job.rowsLoaded - first.rowsLoaded) / (tookMs / 1_000));
    const words =
      job.error ??
      `${count(job.rowsLoaded)} events, ${rate} rows/s${left}${job.rowsBad > 0 ? `, ${count(job.rowsBad)} bad` : ''}`;
    bar.draw(job.positionTotal > 0 ? job.position / job.positionTotal : 0, words);
  }
  bar.clear();
  showEnd(job, performance.now() - startedAt);
  if (job.state !== 'done') return 1;
  say(`\nWatch them: ${place.url}/overview`);
  return 0;
}
