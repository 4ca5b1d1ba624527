import type { Silence, SilenceState } from '@/lib/model/silence';

/** As `silenceState` of lib/model/silence, which is not for the browser because its file brings the schemas along. */
export function silenceStateAt({ startsAt, endsAt }: Pick<Silence, 'startsAt' | 'endsAt'>, now: number): SilenceState {
  if (endsAt <= now) return 'expired';
  return startsAt > now ? 'pending' : 'active';
}
