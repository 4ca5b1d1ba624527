import type { Silence } from '@/lib/model/silence';
import { dayMs, hourMs } from '@/lib/time/duration';
import { inputTime, instantOfInput } from '../input-time';

export const presets = [
  { id: '1h', label: '1 h', ms: hourMs },
  { id: '4h', label: '4 h', ms: 4 * hourMs },
  { id: '1d', label: '1 d', ms: dayMs },
] as const;
export type PresetId = (typeof presets)[number]['id'];

/** How long, as it is chosen: `from` and `until` are what controls of type datetime-local hold. */
export type Period = {
  length: PresetId | 'until';
  /** Empty begins at once. */
  from: string;
  until: string;
  /** Of a silence that began already, when that was. */
  startedAt: number | null;
};

export function beginning(silence: Silence | null, timezone: string, now: number): Period {
  if (!silence) return { length: '1h', from: '', until: inputTime(now + 2 * hourMs, timezone), startedAt: null };
  const isPending = silence.startsAt > now;
  return {
    length: 'until',
    from: isPending ? inputTime(silence.startsAt, timezone) : '',
    until: inputTime(silence.endsAt, timezone),
    startedAt: isPending ? null : silence.startsAt,
  };
}

/** As instants; null for what is not written down. */
export function periodOf(
  { length, from, until, startedAt }: Period,
  timezone: string,
  now: number,
): { startsAt: number | null; endsAt: number | null } {
  const startsAt = startedAt ?? (from === '' ? now : instantOfInput(from, timezone));
  const preset = presets.find(({ id }) => id === length);
  if (!preset) return { startsAt, endsAt: instantOfInput(until, timezone) };
  return { startsAt, endsAt: startsAt === null ? null : Math.max(startsAt, startedAt === null ? 0 : now) + preset.ms };
}
