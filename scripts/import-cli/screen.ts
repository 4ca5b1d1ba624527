import type { ImportJob, ImportMapping } from '../../lib/model/import-job';
import type { ImportPreview } from '../../lib/model/import-preview';

const isTerminal = process.stdout.isTTY;
export const say = (line = ''): void => void process.stdout.write(`${line}\n`);

/** One line that is drawn over itself on a terminal; elsewhere it is written every few seconds. */
export class Bar {
  private lastAt = -Infinity;

  draw(share: number, words: string): void {
    const now = performance.now();
    if (now - this.lastAt < (isTerminal ? 100 : 5_000)) return;
    this.lastAt = now;
    process.stdout.write(isTerminal ? `\r\u001b[K${barOf(share)} ${words}` : `${percent(share)} ${words}\n`);
  }

  clear(): void {
    if (isTerminal) process.stdout.write('\r\u001b[K');
  }
}

const width = 28;
function barOf(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return `${'█'.repeat(full)}${'░'.repeat(width - full)} ${percent(share)}`;
}
const percent = (share: number): string => `${Math.floor(Math.min(1, share) * 100)} %`.padStart(5);

export const count = (value: number): string => Math.round(value).toLocaleString('en');
export const size = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
export function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

export function showMapping(mapping: ImportMapping, { columns, rows }: ImportPreview): void {
  const names = mapping.columns.map(({ column }) => column);
  const left = Math.min(28, Math.max(6, ...names.map((name) => name.length)));
  say(
    `\nFormat ${mapping.format}, events named ${mapping.columns.some(({ to }) => to === 'name') ? 'by a column' : mapping.eventName}, times in ${mapping.timezone}\n`,
  );
  for (const { column, to, as, type } of mapping.columns) {
    const target = to === 'property' ? `properties.${as ?? column}` : to;
    const values = columns.find((each) => each.column === column)?.values.join(', ') ?? '';
    say(
      `  ${column.slice(0, left).padEnd(left)}  →  ${target.padEnd(24)} ${(type ?? '').padEnd(8)} ${values.slice(0, 50)}`,
    );
  }
  const good = rows.find((row) => row.ok);
  if (good?.ok)
    say(
      `\nThe first row becomes\n  ${JSON.stringify({ ...good.event, timestamp: new Date(good.event.timestamp).toISOString() })}`,
    );
  for (const row of rows.filter((each) => !each.ok).slice(0, 3))
    if (!row.ok) say(`  A row will be left out: ${row.reason}`);
}

export function showEnd(job: ImportJob, tookMs: number): void {
  const rate = tookMs > 0 ? `, ${count(job.rowsLoaded / (tookMs / 1_000))} rows/s` : '';
  if (job.state === 'done') say(`\n✔ ${count(job.rowsLoaded)} events loaded in ${duration(tookMs)}${rate}`);
  else say(`\n✖ The import is ${job.state}${job.error === null ? '' : `: ${job.error}`}`);
  if (job.rowsBad === 0) return;
  say(`  ${count(job.rowsBad)} rows were left out:`);
  for (const { line, reason, sample } of job.badRows.slice(0, 10))
    say(`    line ${line}: ${reason}\n      ${sample.slice(0, 100)}`);
  if (job.rowsBad > 10) say('    … the first 100 are on the Imports page');
}
