import type { Services } from '@/lib/context';
import { hourMs, minuteMs } from '@/lib/time/duration';
import type { AccountParts } from './account-parts';
import { purposes } from './seal-anew';
import { createSecretBox } from './secret-box';
import { createSessionGuard } from './session-guard';
import { createSignInLimiter } from './sign-in-limiter';

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
