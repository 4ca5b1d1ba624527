import type { RangeSpec } from '@/lib/model/query-range';
import { dayMs, parseDuration, weekMs } from '@/lib/time/duration';

export type RangePreset = { last: string; label: string; short: string; key: string };

/** The offered time ranges, each with the key that chooses it. */
export const rangePresets: readonly RangePreset[] = [
  { last: '15m', label: 'Last 15 minutes', short: '15 min', key: '1' },
  { last: '1h', label: 'Last hour', short: '1 hour', key: '2' },
  { last: '6h', label: 'Last 6 hours', short: '6 hours', key: '3' },
  { last: '24h', label: 'Last 24 hours', short: '24 hours', key: '4' },
  { last: '7d', label: 'Last 7 days', short: '7 days', key: '5' },
  { last: '30d', label: 'Last 30 days', short: '30 days', key: '6' },
  { last: '90d', label: 'Last 90 days', short: '90 days', key: '7' },
  { last: 'today', label: 'Today', short: 'Today', key: 't' },
  { last: 'yesterday', label: 'Yesterday', short: 'Yesterday', key: 'y' },
  { last: 'week', label: 'This week', short: 'This week', key: 'w' },
  { last: 'month', label: 'This month', short: 'This month', key: 'm' },
];

const unitWords = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' } as const;
const namedMs: Record<string, number> = { today: dayMs, yesterday: dayMs, week: weekMs, month: 31 * dayMs };

/** About how long a range is, ms; calendar ranges count at their full length. */
export function rangeWidthMs(range: RangeSpec): number {
  if ('from' in range) return Date.parse(range.to) - Date.parse(range.from);
  return parseDuration(range.last)?.ms ?? namedMs[range.last] ?? dayMs;
}

/** A range in words; absolute ones are written in the given timezone. */
export function rangeLabel(range: RangeSpec, timezone: string): string {
  if ('from' in range) {
    const format = new Intl.DateTimeFormat('en-GB', {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: timezone,
    });
    return `${format.format(Date.parse(range.from))} – ${format.format(Date.parse(range.to))}`;
  }
  const preset = rangePresets.find(({ last }) => last === range.last);
  if (preset) return preset.label;
  const relative = parseDuration(range.last);
  if (!relative) return range.last;
  return relative.count === 1
    ? `Last ${unitWords[relative.unit]}`
    : `Last ${relative.count} ${unitWords[relative.unit]}s`;
}
