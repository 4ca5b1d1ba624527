import { formatBucket } from '@/lib/chart/format-time';
import type { Silence, SilenceState } from '@/lib/model/silence';
import { leftWords } from '../left-words';

/** From when until when, and what of that is left. */
export function whenWords(
  { startsAt, endsAt }: Silence,
  state: SilenceState,
  at: { now: number; timezone: string },
): string {
  const { now, timezone } = at;
  const from = formatBucket(startsAt, '1m', timezone);
  const until = formatBucket(endsAt, '1m', timezone);
  switch (state) {
    case 'active':
      return `Until ${until} (${leftWords(endsAt - now)} left)`;
    case 'pending':
      return `From ${from} to ${until} (begins in ${leftWords(startsAt - now)})`;
    case 'expired':
      return `${from} to ${until}`;
  }
}
