import { createReadStream, createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { apiKey, startPortal, type Portal } from '../e2e/portal';
import { perSecond, type Figure } from './figures';
import { childrenOf, residentMb } from './memory';

type Variant = { file: string; event: string; isGzip: boolean; head: string; line: (at: number) => string };
type Measured = Figure & { unit: string };

const headers = { authorization: `Bearer ${apiKey}` };
const start = Date.UTC(2025, 4, 1);
const time = (at: number) => start + (at % 2_592_000) * 1_000;
const ndjson = (at: number) =>
  JSON.stringify({
    name: 'view',
    timestamp: time(at),
    userId: `u${at % 5_000}`,
    properties: { path: `/p/${at % 100}`, ms: at % 777, country: ['DE', 'US', 'IN'][at % 3], note: noise(at) },
  });
const csv = (at: number) =>
  `${new Date(time(at)).toISOString()},u${at % 5_000},"/p,${at % 100}",${at % 777},DE,${noise(at)}`;
/** Text that packs about as real logs do. */
const noise = (at: number) => (Math.imul(at, 2_654_435_761) >>> 0).toString(36).repeat(3);

const variants: Variant[] = [
  { file: 'large.ndjson', event: 'view', isGzip: false, head: '', line: ndjson },
  { file: 'large_csv.csv', event: 'large_csv', isGzip: false, head: 'time,user,path,ms,country,note\n', line: csv },
  { file: 'large.ndjson.gz', event: 'view', isGzip: true, head: '', line: ndjson },
  { file: 'large_zip.csv.gz', event: 'large_zip', isGzip: true, head: 'time,user,path,ms,country,note\n', line: csv },
];

/**
 * Uploads and loads files of 1 GB (IMPORT_MB for another size, before packing) through POST /api/imports of a fresh portal
 * each, and watches its memory and that of its engine every second.
 */
export async function measureLargeImports(): Promise<Figure[]> {
  const megabytes = Number(process.env.IMPORT_MB ?? 1_024);
  const wanted = process.env.IMPORT_ONLY?.split(',');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sightglass-large-'));
  const figures: Measured[] = [];
  try {
    for (const variant of variants) {
      if (wanted !== undefined && !wanted.includes(variant.file)) continue;
      const made = await makeFile(folder, variant, megabytes);
      const portal = await startPortal();
      try {
        figures.push(...(await measureOne(portal, variant, made)));
      } finally {
        await portal.stop();
        await rm(made.file);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/import-large.json', `${JSON.stringify({ megabytes, figures }, null, 2)}\n`);
  return figures;
}

type Made = { file: string; rows: number };

async function makeFile(folder: string, { file, isGzip, head, line }: Variant, megabytes: number): Promise<Made> {
  const target = path.join(folder, file);
  let rows = 0;
  function* pieces() {
    let size = head.length;
    yield head;
    while (size < megabytes * 1024 * 1024) {
      const text = `${Array.from({ length: 2_000 }, (_, at) => line(rows + at)).join('\n')}\n`;
      rows += 2_000;
      size += text.length;
      yield text;
    }
  }
  const out = createWriteStream(target);
  if (isGzip) await pipeline(Readable.from(pieces()), createGzip({ level: 1 }), out);
  else await pipeline(Readable.from(pieces()), out);
  return { file: target, rows };
}

async function measureOne(portal: Portal, { file: name, event }: Variant, made: Made): Promise<Measured[]> {
  // A first small import, so that what every import needs once is part of the baseline.
  await load(portal, 'warm.csv', Readable.from([`time,n\n${'2025-05-01T00:00:00Z,1\n'.repeat(5_000)}`]));
  const { size } = await stat(made.file);
  const watch = watchMemory(portal.pid);
  const startedAt = performance.now();
  const { uploadedMs, rowsLoaded } = await load(portal, name, createReadStream(made.file));
  const tookMs = performance.now() - startedAt;
  const { base, peak } = watch.stop();
  const counted = await countOf(portal, event);
  const what = `${name}, ${Math.round(size / 1024 ** 2)} MB, ${made.rows.toLocaleString('en')} rows`;
  const seconds = (tookMs - uploadedMs) / 1_000;
  const isExact = rowsLoaded === made.rows && counted === made.rows;
  return [
    { what: `${what}: upload`, measured: `${(uploadedMs / 1_000).toFixed(1)} s`, unit: 's' },
    { what: `${name}: load`, measured: `${perSecond(made.rows / seconds)} rows`, unit: 'rows/s' },
    {
      what: `${name}: rows counted afterwards`,
      measured: counted.toLocaleString('en'),
      goal: made.rows.toLocaleString('en'),
      isMet: isExact,
      unit: 'rows',
    },
    memoryFigure(`${name}: portal, peak above ${base.portal} MB`, peak.portal - base.portal, 300),
    memoryFigure(`${name}: engine, peak above ${base.engine} MB`, peak.engine - base.engine, 1_024),
  ];
}

const memoryFigure = (what: string, megabytes: number, most: number): Measured => ({
  what,
  measured: `${megabytes} MB`,
  goal: `≤ ${most} MB, whatever the size of the file`,
  isMet: megabytes <= most,
  unit: 'MB',
});

function watchMemory(pid: number) {
  const look = () => ({ portal: residentMb(pid), engine: residentMb(childrenOf(pid)[0] ?? 0) || 0 });
  const base = look();
  const peak = { ...base };
  const timer = setInterval(() => {
    const now = look();
    peak.portal = Math.max(peak.portal, now.portal);
    peak.engine = Math.max(peak.engine, now.engine);
  }, 1_000);
  return {
    stop: () => {
      clearInterval(timer);
      return { base, peak };
    },
  };
}

async function load(portal: Portal, name: string, body: Readable): Promise<{ uploadedMs: number; rowsLoaded: number }> {
  const startedAt = performance.now();
  const init = { method: 'POST', headers, body: Readable.toWeb(body), duplex: 'half' };
  const reply = await fetch(`${portal.url}/api/imports?file=${name}`, init as RequestInit);
  if (reply.status !== 201) throw new Error(`the upload was answered ${reply.status}: ${await reply.text()}`);
  const uploadedMs = performance.now() - startedAt;
  const { id } = (await reply.json()) as { id: string };
  await fetch(`${portal.url}/api/imports/${id}/start`, { method: 'POST', headers, body: '{}' });
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const job = (await (await fetch(`${portal.url}/api/imports/${id}`, { headers })).json()) as {
      state: string;
      rowsLoaded: number;
      error: string | null;
    };
    if (job.state === 'done') return { uploadedMs, rowsLoaded: job.rowsLoaded };
    if (job.state !== 'running') throw new Error(`the import is ${job.state}: ${job.error}`);
  }
}

async function countOf(portal: Portal, event: string): Promise<number> {
  const range = { from: '2025-04-01T00:00:00Z', to: '2025-07-01T00:00:00Z' };
  const body = JSON.stringify({ kind: 'total', measures: [{ agg: 'count', event }], range });
  const reply = await fetch(`${portal.url}/api/query`, { method: 'POST', headers, body });
  return ((await reply.json()) as { data: { values: { value: number }[] } }).data.values[0]?.value ?? 0;
}
