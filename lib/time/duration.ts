export const secondMs = 1_000;
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;
export const weekMs = 7 * dayMs;

const unitMs = { s: secondMs, m: minuteMs, h: hourMs, d: dayMs, w: weekMs } as const;
export type DurationUnit = keyof typeof unitMs;
export type Duration = { count: number; unit: DurationUnit; ms: number };

/** Rules have few lengths of time and read them at every evaluation. */
const known = new Map<string, Duration>();
const maxKnown = 1_000;

/** Reads `15m`, `24h`, `7d`, `4w` or `30s`; null for anything else. Treat the result as frozen; it is shared. */
export function parseDuration(text: string): Duration | null {
  const before = known.get(text);
  if (before !== undefined) return before;
  const read = readDuration(text);
  if (known.size >= maxKnown) known.clear();
  if (read !== null) known.set(text, read);
  return read;
}

function readDuration(text: string): Duration | null {
  const match = /^([1-9]\d{0,4})([smhdw])$/.exec(text);
  if (match === null) return null;
  const count = Number(match[1]);
  const unit = match[2] as DurationUnit;
  return { count, unit, ms: count * unitMs[unit] };
}

const steps: readonly (readonly [string, number])[] = [
  ['d', dayMs],
  ['h', hourMs],
  ['min', minuteMs],
  ['s', secondMs],
];

/** A length of time for people, in its two widest units: `1 d 4 h`, `3 min`, `12 s`, `350 ms`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) return '0 ms';
  if (ms < secondMs) return `${Math.round(ms)} ms`;
  let rest = Math.round(ms / secondMs) * secondMs;
  const parts: string[] = [];
  for (const [name, width] of steps) {
    const count = Math.floor(rest / width);
    if (count === 0) {
      if (parts.length > 0) break;
      continue;
    }
    parts.push(`${count} ${name}`);
    rest -= count * width;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}
