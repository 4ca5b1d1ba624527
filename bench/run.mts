// `npm run bench`: measures what the design promises and writes the table to bench/results/. `npm run bench -- live ingest` runs parts;
// `table` puts what is known side by side.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { startPortal, type Portal } from '../e2e/portal';
import { measureAlertLatency } from './alert-latency';
import { noteNumbers, writeDesignTable } from './design-table';
import { table, type Figure } from './figures';
import { measureBacktests } from './backtest';
import { measureChaos } from './chaos/measure-chaos';
import { measureDashboard } from './dashboard';
import { measureImages } from './images';
import { measureLargeImports } from './import-large';
import { measureEmbedWeight } from './embed-weight';
import { measureIngest } from './ingest';
import { measureKinds } from './kinds';
import { measureLiveLag } from './live-lag';
import { measureLong } from './long';
import { measureMemory } from './memory';
import { measureFirstLoad, measureOverviewHtml } from './overview';
import { measureMisses } from './misses';
import { measureCacheHits } from './query';
import { measureRules } from './rules';
import { withSample } from './sample';
import { measureUsers } from './users';
import { measureStreams } from './streams';
import { measureViewers } from './viewers';

type Report = { figures: Figure[]; text: string };
type Part = { name: string } & (
  | { alone: () => Promise<Figure[] | Report> }
  | { env?: Record<string, string>; run: (portal: Portal) => Promise<Figure[]> }
);
const parts: Part[] = [
  { name: 'live', run: measureLiveLag },
  { name: 'viewers', run: measureViewers },
  { name: 'streams', alone: measureStreams },
  { name: 'ingest', run: measureIngest },
  { name: 'import-large', alone: measureLargeImports },
  { name: 'query', run: measureCacheHits },
  { name: 'miss', alone: measureMisses },
  { name: 'images', run: measureImages },
  { name: 'kinds', alone: measureKinds },
  { name: 'long', alone: measureLong },
  { name: 'rules', alone: measureRules },
  { name: 'backtest', alone: measureBacktests },
  { name: 'chaos', alone: measureChaos },
  {
    name: 'alert-latency',
    env: { SIGHTGLASS_ALLOW_PRIVATE_WEBHOOKS: 'on' },
    run: measureAlertLatency,
  },
  {
    name: 'overview',
    env: { SIGHTGLASS_SAMPLE: 'on' },
    run: async (portal) => {
      const loaded = await withSample(portal);
      return [
        ...loaded,
        ...(await measureFirstLoad(portal, 'sample')),
        ...(await measureOverviewHtml(portal, 'sample')),
        ...(await measureMemory(portal)),
      ];
    },
  },
  {
    name: 'embed-weight',
    env: { SIGHTGLASS_SAMPLE: 'on' },
    run: async (portal) => {
      await withSample(portal);
      return await measureEmbedWeight(portal, 'sample');
    },
  },
  { name: 'users', env: { SIGHTGLASS_SAMPLE: 'on' }, run: measureUsers },
  {
    name: 'dashboard',
    env: { SIGHTGLASS_SAMPLE: 'on' },
    run: async (portal) => {
      await withSample(portal);
      return await measureDashboard(portal, 'sample');
    },
  },
];

const wanted = process.argv.slice(2);
const figures: Figure[] = [];
const texts: string[] = [];
for (const part of parts) {
  if (wanted.length > 0 && !wanted.includes(part.name)) continue;
  process.stdout.write(`› ${part.name} …\n`);
  const result = await runPart(part);
  const measured = Array.isArray(result) ? result : result.figures;
  if (!Array.isArray(result)) texts.push(result.text);
  figures.push(...measured);
  noteNumbers(part.name, measured);
  for (const { what, measured: value, goal } of measured)
    process.stdout.write(`  ${what}: ${value}${goal ? ` (goal ${goal})` : ''}\n`);
}

async function runPart(part: Part): Promise<Figure[] | Report> {
  if ('alone' in part) return await part.alone();
  const portal = await startPortal(part.env);
  try {
    return await part.run(portal);
  } finally {
    await portal.stop();
  }
}

if (figures.length > 0) writeReport();
process.stdout.write(`\n${writeDesignTable()}`);

function writeReport(): void {
  const cpu = os.cpus()[0]?.model ?? 'unknown CPU';
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const report = `# Benchmarks, ${new Date().toISOString().slice(0, 10)}\n\nSightglass ${version}, Node ${process.version}, ${os.cpus().length} cores (${cpu}). Load and portal share them. Repeat with \`npm run bench\`.\n\n${[table(figures), ...texts].join('\n\n')}\n`;
  mkdirSync('bench/results', { recursive: true });
  writeFileSync(`bench/results/${wanted.length > 0 ? wanted.join('-') : 'latest'}.md`, report);
  process.stdout.write(`\n${report}`);
}
