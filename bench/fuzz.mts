// `npm run fuzz`: throws hostile cases at the doors of a real portal. FUZZ_CASES (default 12,000), FUZZ_SEED, FUZZ_SHRINK=on
// to look for the smallest case that fails, FUZZ_URL for a portal that runs already.
import { apiKey, startPortal } from '../e2e/portal';
import { runFuzz } from './fuzz/run-fuzz';

const cases = Number(process.env.FUZZ_CASES ?? 12_000);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
process.stdout.write(`${cases.toLocaleString('en')} cases, FUZZ_SEED=${seed}\n`);
const portal = process.env.FUZZ_URL === undefined ? await startPortal() : null;
const startedAt = performance.now();
try {
  const report = await runFuzz({ url: portal?.url ?? process.env.FUZZ_URL ?? '', key: apiKey }, { cases, seed });
  for (const [name, count] of [...report.statuses].sort())
    process.stdout.write(`  ${name}: ${count.toLocaleString('en')}\n`);
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  process.stdout.write(
    `${report.cases.toLocaleString('en')} cases in ${seconds} s, the slowest ${Math.round(report.slowestMs)} ms. ` +
      `Events acknowledged ${report.acknowledged.toLocaleString('en')}, counted ${report.counted.toLocaleString('en')}.\n`,
  );
  if (report.counted !== report.acknowledged) throw new Error('Events were lost or stored twice.');
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n${portal?.log().slice(-4_000) ?? ''}\nFUZZ_SEED=${seed}\n`);
  process.exitCode = 1;
} finally {
  await portal?.stop();
}
