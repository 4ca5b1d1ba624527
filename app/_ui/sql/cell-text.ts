import type { Cell, SqlData } from '@/lib/model/answer';

type Column = SqlData['columns'][number];
const large = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });
const small = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const zones = new Map<string, Intl.DateTimeFormat>();

/** A cell as the result table shows it; `null` for no data. Times in `timezone`, days as they are. */
export function cellText(cell: Cell | undefined, { type, engineType }: Column, timezone: string): string | null {
  if (cell === null || cell === undefined) return null;
  if (type === 'number' && typeof cell === 'number') return (Math.abs(cell) < 1 ? small : large).format(cell);
  if (type === 'time' && typeof cell === 'number') return timeText(cell, engineType, timezone);
  return String(cell);
}

function timeText(ms: number, engineType: string, timezone: string): string {
  if (/\bDate(32)?\b/.test(engineType)) return new Date(ms).toISOString().slice(0, 10);
  const format = zones.get(timezone) ?? formatIn(timezone);
  zones.set(timezone, format);
  const rest = ms % 1_000 === 0 ? '' : `.${String(((ms % 1_000) + 1_000) % 1_000).padStart(3, '0')}`;
  return `${format.format(ms)}${rest}`;
}

/** Swedish writes times as ISO does, with a space. */
function formatIn(timezone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: timezone });
}
