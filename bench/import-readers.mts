// `npx tsx bench/import-readers.mts`: rows/s of reading, mapping and checking per format, and memory over a 200 MB file.
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { once } from 'node:events';
import { cutBatches } from '../lib/ingest/imports/cut-batches';
import { inspectFile } from '../lib/ingest/imports/inspect-file';
import { flightsPath } from '../lib/ingest/sample/flights-file';

const folder = await mkdtemp(path.join(os.tmpdir(), 'sightglass-bench-'));
const logLine = (at: number) =>
  `10.0.${at % 250}.${at % 97} - - [17/May/2025:10:05:${String(at % 60).padStart(2, '0')} +0000] "GET /p/${at % 500}?q=${at} HTTP/1.1" 200 ${at % 9_999} "https://example.com/" "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"`;
const json = (at: number) =>
  JSON.stringify({
    name: 'view',
    timestamp: 1_750_000_000_000 + at,
    userId: `u${at % 5_000}`,
    properties: { path: `/p/${at % 100}`, ms: at % 777, note: 'x'.repeat(60) },
  });
const csv = (at: number) =>
  at === 0
    ? 'time,user,path,ms,country'
    : `2025-05-17T10:05:${String(at % 60).padStart(2, '0')}Z,u${at % 5_000},"/p,${at % 100}",${at % 777},DE`;

async function generated(name: string, rows: number, line: (at: number) => string): Promise<string> {
  const file = path.join(folder, name);
  const out = createWriteStream(file);
  for (let at = 0; at < rows; at += 1_000) {
    const lines = Array.from({ length: Math.min(1_000, rows - at) }, (_, i) => line(at + i));
    if (!out.write(`${lines.join('\n')}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return file;
}

async function measure(name: string, file: string, maxRows = Infinity): Promise<void> {
  const { mapping } = await inspectFile(file, { fileName: name, workspaceId: 'bench' });
  const plan = { jobId: 'bench', workspaceId: 'bench', file, mapping, from: 0, receivedAt: 1_790_000_000_000 };
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  const rssBefore = process.memoryUsage.rss();
  let [rows, bytes, rss] = [0, 0, 0];
  for await (const batch of cutBatches(plan)) {
    rows += batch.loaded + batch.bad;
    for (const insert of batch.inserts) bytes += insert.rows.byteLength;
    rss = Math.max(rss, process.memoryUsage.rss());
    if (rows >= maxRows) break;
  }
  const used = process.cpuUsage(cpu);
  const cpuSeconds = (used.user + used.system) / 1e6;
  console.log({
    name,
    rows,
    perSecond: Math.round(rows / ((performance.now() - startedAt) / 1_000)),
    perCpuSecond: Math.round(rows / cpuSeconds),
    engineMb: Math.round(bytes / 1e6),
    rssGrowthMb: Math.round((rss - rssBefore) / 1e6),
  });
}

try {
  await measure('ndjson, 200 MB', await generated('a.ndjson', 1_250_000, json));
  await measure('csv', await generated('a.csv', 500_000, csv));
  await measure('access log', await generated('a.log', 300_000, logLine));
  const flights = flightsPath();
  if (flights) await measure('parquet', flights, 400_000);
} finally {
  await rm(folder, { recursive: true, force: true });
}
