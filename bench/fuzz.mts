// `npm run fuzz`: throws hostile cases at the doors of a real portal. FUZZ_CASES (default 12,000), FUZZ_SEED, FUZZ_SHRINK=on
// to look for the smallest case that fails, FUZZ_URL for a portal that runs already. Writes bench/results/fuzz.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { apiKey, startPortal } from '../e2e/portal';
import { runFuzz } from './fuzz/run-fuzz';

const cases = Number(process.env.FUZZ_CASES ?? 12_000);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
process.stdout.write(`${cases.toLocaleString('en')} cases, FUZZ_SEED=${seed}\n`);
const portal = process.env.FUZZ_URL === undefined ? await startPortal() : null;
const startedAt = performance.now();
const secondsSoFar = (): number => Math.round((performance.now() - startedAt) / 1_000);
const onCase = (done: number): void => {
  if (done % 1_000 === 0) process.stdout.write(`  ${done.toLocaleString('en')} after ${secondsSoFar()} s\n`);
};
try {
  const place = { url: portal?.url ?? process.env.FUZZ_URL ?? '', key: apiKey };
  const report = await runFuzz(place, { cases, seed, onCase });
  const said =
    `${report.cases.toLocaleString('en')} cases in ${secondsSoFar()} s, the slowest ${Math.round(report.slowestMs)} ms. ` +
    `Events acknowledged ${report.acknowledged.toLocaleString('en')}, counted ${report.counted.toLocaleString('en')}.`;
  const answers = [...report.statuses].sort().map(([name, count]) => `| ${name} | ${count.toLocaleString('en')} |`);
  const text = [
    `# Hostile requests, ${new Date().toISOString().slice(0, 10)}`,
    '',
    `${said} \`FUZZ_SEED=${seed} FUZZ_CASES=${cases} npm run fuzz\` (what is thrown: \`bench/fuzz/\`).`,
    '',
    '| answered | times |',
    '|---|---|',
    ...answers,
    '',
  ].join('\n');
  process.stdout.write(text);
  if (report.counted !== report.acknowledged) throw new Error('Events were lost or stored twice.');
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/fuzz.md', text);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n${portal?.log().slice(-4_000) ?? ''}\nFUZZ_SEED=${seed}\n`);
  process.exitCode = 1;
} finally {
  await portal?.stop();
}
