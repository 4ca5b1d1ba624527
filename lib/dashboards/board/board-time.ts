import { rangeSchema, type RangeSpec } from '@/lib/model/query-range';
import { bucketStart, nextBucket } from '@/lib/time/bucket';
import { parseDuration } from '@/lib/time/duration';
import type { Grain } from '@/lib/time/grain';
import { addDays, addMonths, instantOf } from '@/lib/time/zone';
import { parseWall } from '@/lib/dashboards/view/wall-time';

export type TimeParse = { ok: true; range: RangeSpec } | { ok: false; side: 'from' | 'to'; reason: string };

const form = 'Use a form like now-24h, now-7d/d, 2026-05-01T08:00 or Unix milliseconds.';
const named: Record<string, string> = {
  'now/d now': 'today',
  'now/d now/d': 'today',
  'now-1d/d now-1d/d': 'yesterday',
  'now/w now': 'week',
  'now/w now/w': 'week',
  'now/M now': 'month',
  'now/M now/M': 'month',
};

/**
 * Reads `from` and `to` in Grafana's form: `now-24h` with `now`, days and months cut by `/d`, `/w`, `/M`, Unix ms, ISO. What
 * moves with the clock stays relative; the other forms become instants, local times read in `timezone`.
 */
export function parseBoardTime(from: string, to: string, at: { timezone: string; now: number }): TimeParse {
  const name = named[`${from} ${to}`];
  if (name !== undefined) return { ok: true, range: { last: name } };
  const last = /^now-(\d+[smhdw])$/.exec(from)?.[1];
  if (last !== undefined && to === 'now') {
    const relative = rangeSchema.safeParse({ last });
    if (relative.success) return { ok: true, range: relative.data };
  }
  const start = instant(from, { ...at, isEnd: false });
  if (start === null) return { ok: false, side: 'from', reason: form };
  const end = instant(to, { ...at, isEnd: true });
  if (end === null) return { ok: false, side: 'to', reason: form };
  if (start >= end) return { ok: false, side: 'to', reason: 'The end must be after the start.' };
  if (start >= at.now) return { ok: false, side: 'from', reason: 'The start must not be in the future.' };
  return { ok: true, range: { from: new Date(start).toISOString(), to: new Date(end).toISOString() } };
}

type How = { timezone: string; now: number; isEnd: boolean };
const latest = 4_102_444_800_000;

function instant(text: string, how: How): number | null {
  if (text.startsWith('now')) return relative(text, how);
  if (/^\d{10,14}$/.test(text)) return within(Number(text));
  const wall = parseWall(text);
  if (wall !== null) return within(instantOf(how.timezone, wall));
  return /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(text) ? within(Date.parse(text)) : null;
}

const within = (ms: number): number | null => (ms >= 0 && ms <= latest ? ms : null);

const grainOf: Record<string, Grain> = { m: '1m', h: '1h', d: '1d', w: '1w', M: '1M' };

/** `now`, moved by a count of units, then cut to the start (or, as an end, to the end) of a calendar unit. */
function relative(text: string, { timezone, now, isEnd }: How): number | null {
  const match = /^now(?:([+-])(\d{1,5})([smhdwMy]))?(?:\/([mhdwM]))?$/.exec(text);
  if (!match) return null;
  const [, sign, count, unit, cut] = match;
  const steps = sign === undefined ? 0 : Number(count) * (sign === '-' ? -1 : 1);
  const moved = steps === 0 ? now : move(now, { steps, unit: unit ?? 's', timezone });
  const grain = cut === undefined ? undefined : grainOf[cut];
  if (grain === undefined) return within(moved);
  const start = bucketStart(moved, grain, timezone);
  return within(isEnd ? nextBucket(start, grain, timezone) : start);
}

function move(now: number, { steps, unit, timezone }: { steps: number; unit: string; timezone: string }): number {
  if (unit === 'M') return addMonths(timezone, now, steps);
  if (unit === 'y') return addMonths(timezone, now, 12 * steps);
  if (unit === 'd') return addDays(timezone, now, steps);
  if (unit === 'w') return addDays(timezone, now, 7 * steps);
  return now + Math.sign(steps) * (parseDuration(`${Math.abs(steps)}${unit}`)?.ms ?? 0);
}
