import { AppError } from '@/lib/errors/app-error';
import type { Clock } from '@/lib/time/clock';

export type SignInLimiter = {
  /**
   * Counts an attempt as wrong until told otherwise, so that a burst sent at once is limited like a slow one.
   * Throws `rate_limited` with `retryAfterMs` when the account or the address has used up its attempts.
   */
  begin(who: { account: string; ip: string }): SignInAttempt;
};

export type SignInAttempt = {
  /** The password was right: the account starts anew. */
  succeed(): void;
  /** It could not be checked, so it counts for nobody. */
  cancel(): void;
};

export type AttemptLimits = { windowMs: number; maxPerAccount: number; maxPerIp: number };

const maxTracked = 20_000;

/** Attempts of the last while, per account and per address, in this process. */
export function createSignInLimiter(clock: Clock, { windowMs, maxPerAccount, maxPerIp }: AttemptLimits): SignInLimiter {
  const attempts = new Map<string, number[]>();

  const recent = (key: string): number[] => (attempts.get(key) ?? []).filter((at) => clock.monotonic() - at < windowMs);
  const waitMs = (key: string, max: number): number => {
    const times = recent(key);
    const freedBy = times[times.length - max];
    return freedBy === undefined ? 0 : freedBy + windowMs - clock.monotonic();
  };
  const add = (key: string, at: number): void => {
    const times = [...recent(key), at];
    attempts.delete(key);
    attempts.set(key, times);
    for (const oldest of attempts.keys()) {
      if (attempts.size <= maxTracked) break;
      attempts.delete(oldest);
    }
  };

  return {
    begin({ account, ip }) {
      const keys = { account: `account ${account}`, ip: `ip ${ip}` };
      const retryAfterMs = Math.ceil(Math.max(waitMs(keys.account, maxPerAccount), waitMs(keys.ip, maxPerIp)));
      if (retryAfterMs > 0) throw new AppError('rate_limited', tooMany(retryAfterMs), { retryAfterMs });
      const at = clock.monotonic();
      add(keys.account, at);
      add(keys.ip, at);
      const takeBack = (key: string): void => {
        const times = recent(key);
        const index = times.indexOf(at);
        if (index >= 0) attempts.set(key, times.toSpliced(index, 1));
      };
      return {
        succeed() {
          attempts.delete(keys.account);
          // Only this attempt: with an account of one's own, one could otherwise go on guessing at others.
          takeBack(keys.ip);
        },
        cancel() {
          takeBack(keys.account);
          takeBack(keys.ip);
        },
      };
    },
  };
}

function tooMany(retryAfterMs: number): string {
  const minutes = Math.ceil(retryAfterMs / 60_000);
  return `Too many attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`;
}
