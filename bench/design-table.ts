import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { designRows, type DesignRow } from './design-rows';
import type { Figure } from './figures';

const folder = 'bench/results';
/** A number as parts leave it in `bench/results/<part>.json`. */
type Noted = { row?: string; what: string; measured: number; unit?: string };

/** Keeps the numbers of a part that belong to rows of the design, for the table of all of them. */
export function noteNumbers(part: string, figures: readonly Figure[]): void {
  const noted = figures.flatMap(({ row, value, what }): Noted[] =>
    row === undefined || value === undefined ? [] : [{ row, what, measured: rounded(value) }],
  );
  if (noted.length === 0) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${part}.json`), `${JSON.stringify(noted, null, 2)}\n`);
}

/** Writes every row of the design with what the parts measured last: bench/results/design-numbers.md. Returns the text. */
export function writeDesignTable(): string {
  const noted = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .flatMap((name) => notedIn(path.join(folder, name)))
    : [];
  const rows = designRows.map((row) => rowText(row, noted));
  const text = `# The numbers of the design

What each part measured when it was last run on this checkout, of several figures the worst. The ratio is measured to goal. Repeat one with
its command, all with \`npm run bench\`; \`npm run bench -- table\` writes this table from what is there.

| what | hold | measured | ratio | held | command |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'design-numbers.md'), text);
  return text;
}

function rowText(row: DesignRow, noted: readonly Noted[]): string {
  const { what, hold, unit, isLeast = false, command } = row;
  const values = noted.filter((one) => (one.row === undefined ? row.also?.test(one.what) : one.row === row.id));
  const goal = `${isLeast ? '≥' : '≤'} ${withUnit(hold, unit)}`;
  if (values.length === 0) return `| ${what} | ${goal} | not measured | | | \`${command}\` |`;
  const worst = (isLeast ? Math.min : Math.max)(...values.map(({ measured }) => measured));
  const isHeld = isLeast ? worst >= hold : worst <= hold;
  const ratio = hold === 0 ? '' : (worst / hold).toFixed(2);
  return `| ${what} | ${goal} | ${withUnit(worst, unit)} | ${ratio} | ${isHeld ? 'yes' : '**no**'} | \`${command}\` |`;
}

function notedIn(file: string): Noted[] {
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return Array.isArray(read) ? read.filter(isNoted) : [];
}

function isNoted(value: unknown): value is Noted {
  return typeof value === 'object' && value !== null && 'what' in value && 'measured' in value
    ? typeof value.what === 'string' && typeof value.measured === 'number'
    : false;
}

const rounded = (value: number): number => Number(value.toPrecision(4));
const withUnit = (value: number, unit: string): string => `${value.toLocaleString('en')}${unit && ` ${unit}`}`;
