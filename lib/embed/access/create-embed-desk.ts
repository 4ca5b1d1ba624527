import { purposes } from '@/lib/auth/seal-anew';
import { createSecretBox, type SecretBox } from '@/lib/auth/secret-box';
import { createSignInLimiter } from '@/lib/auth/sign-in-limiter';
import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { EmbedDesk } from './embed-desk';
import { minuteMs } from '@/lib/time/duration';
import { createGrantText } from './grant-text';
import { createLookUp } from './look-up';
import { createOpenStreams } from './open-streams';

type Secrets = {
  /** Of secrets.json, 32 characters or more: grants are signed with it. */
  embedSecret: string;
  /** What keys are sealed with; the first one seals. */
  sealingSecrets: readonly [string, ...string[]];
};

/** Wrong passwords of share links, per link and per address. */
const wrongPasswords = { windowMs: 15 * minuteMs, maxPerAccount: 5, maxPerIp: 20 };

export function createEmbedDesk(
  services: Pick<Services, 'store' | 'clock'>,
  { embedSecret, sealingSecrets }: Secrets,
): EmbedDesk {
  const { clock } = services;
  const box = createSecretBox({ secrets: sealingSecrets, purpose: purposes.embedKeys });
  const lookUp = createLookUp(services);
  const streams = createOpenStreams(() => clock.now());
  return {
    grants: createGrantText(embedSecret),
    lookUp,
    streams,
    passwords: createSignInLimiter(clock, wrongPasswords),
    seal: (secret) => box.seal(secret),
    unseal: (sealed) => unsealed(box, sealed),
    changed: () => {
      lookUp.forget();
      void streams.look();
    },
  };
}

function unsealed(box: SecretBox, sealed: string): string {
  try {
    return box.unseal(sealed);
  } catch (cause) {
    throw new AppError(
      'internal',
      'This key cannot be read: secrets.json in the data folder is not the one it was made with. Make a new key.',
      { cause },
    );
  }
}
