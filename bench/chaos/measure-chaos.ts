import { writeFileSync, mkdirSync } from 'node:fs';
import type { Figure } from '../figures';
import { readChaosOptions } from './options';
import { reportOf, figuresOf } from './report';
import { runChaos } from './run-chaos';

/** `npm run bench -- chaos`: breaks one thing after the other under load and writes what came of it to bench/results/. */
export async function measureChaos(): Promise<Figure[]> {
  const options = readChaosOptions(process.env);
  const run = await runChaos(options, (line) => process.stdout.write(`  ${line}\n`));
  const figures = figuresOf(run);
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/chaos.json', `${JSON.stringify(figures, null, 2)}\n`);
  writeFileSync('bench/results/chaos-faults.md', reportOf(run, options));
  return figures.map(({ what, measured, goal, unit, isMet }) => ({
    what,
    measured: `${measured}${unit === '' ? '' : ` ${unit}`}`,
    ...(goal === null ? {} : { goal }),
    ...(isMet === undefined ? {} : { isMet }),
  }));
}
