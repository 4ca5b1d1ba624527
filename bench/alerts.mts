// `npm run bench:alerts`: how right the alerts are, on real data through the shipped rule evaluator and correlation. Takes `--data FOLDER`,
// `--out FOLDER` for the anomaly scores as NAB's files, and names of parts: `npm run bench:alerts -- nab`.
import { parseArgs } from 'node:util';
import { measureCorrelation } from './alerts-correlation';
import { findAlertData } from './alerts-data';
import { measureNab } from './alerts-nab';
import { measurePetshop } from './alerts-petshop';
import { table, type Figure } from './figures';

const { values: options, positionals } = parseArgs({
  options: { data: { type: 'string' }, out: { type: 'string' } },
  allowPositionals: true,
});

try {
  const data = findAlertData(options.data);
  const parts: [string, () => Figure[] | Promise<Figure[]>][] = [
    ['nab', () => measureNab(data, options.out)],
    ['petshop', () => measurePetshop(data)],
    ['correlation', () => measureCorrelation(data)],
  ];
  for (const [name, measure] of parts) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    const began = performance.now();
    const figures = await measure();
    process.stdout.write(`\n${table(figures)}\n\n${name} took ${((performance.now() - began) / 1_000).toFixed(1)} s\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
