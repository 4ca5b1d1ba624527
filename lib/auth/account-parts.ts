import type { Services } from '@/lib/context';
import { hourMs, minuteMs } from '@/lib/time/duration';
import { purposes } from './seal-anew';
import { createSecretBox, type SecretBox } from './secret-box';
import { createSessionGuard, type SessionGuard } from './session-guard';
import { createSignInLimiter, type SignInLimiter } from './sign-in-limiter';

/** What sign-in and accounts keep in this process; one of each, whichever door asks. */
export type AccountParts = {
  sessions: SessionGuard;
  /** For the secrets of second factors. */
  box: SecretBox;
  limits: {
    /** Wrong passwords. */
    password: SignInLimiter;
    /** Wrong codes. */
    code: SignInLimiter;
    /** Links for a new password that were asked for. */
    reset: SignInLimiter;
  };
};

type Deps = Pick<Services, 'store' | 'clock' | 'log'> & {
  /** Of secrets.json; the first one seals. */
  sealingSecrets: readonly [string, ...string[]];
};

export function createAccountParts({ sealingSecrets, ...deps }: Deps): AccountParts {
  // The higher ones are for addresses, because everybody behind one office's address or one unknown proxy shares them.
  const wrong = { windowMs: 15 * minuteMs, maxPerAccount: 5, maxPerIp: 20 };
  return {
    sessions: createSessionGuard(deps),
    box: createSecretBox({ secrets: sealingSecrets, purpose: purposes.secondFactors }),
    limits: {
      password: createSignInLimiter(deps.clock, wrong),
      code: createSignInLimiter(deps.clock, wrong),
      reset: createSignInLimiter(deps.clock, { windowMs: hourMs, maxPerAccount: 3, maxPerIp: 10 }),
    },
  };
}
