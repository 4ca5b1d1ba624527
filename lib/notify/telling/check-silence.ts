import { AppError } from '@/lib/errors/app-error';
import { checkInput, invalidInput } from '@/lib/model/check-input';
import { silenceInputSchema, type SilenceInput } from '@/lib/model/silence';
import { matcherFaults, matchesAll } from '@/lib/notify/routing/matches-all';

/**
 * A silence that can be made: it ends in the future, and does not silence everything. What begins in the past begins now, as in
 * Alertmanager. Throws `invalid_input` with every fault.
 */
export function checkSilence(input: unknown, now: number): SilenceInput {
  const silence = checkInput(silenceInputSchema, input);
  const faults = matcherFaults(silence.matchers, 'matchers');
  if (matchesAll({}, silence.matchers))
    faults.push({ path: 'matchers', reason: 'At least one of them has to ask for a value' });
  if (silence.endsAt <= now) faults.push({ path: 'endsAt', reason: 'The end lies in the past' });
  if (faults.length > 0) throw invalidInput(faults);
  return { ...silence, startsAt: Math.max(silence.startsAt, now) };
}

export const noSuchSilence = (): AppError => new AppError('not_found', 'There is no such silence.');
