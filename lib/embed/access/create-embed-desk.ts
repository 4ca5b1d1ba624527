import { createSignInLimiter } from '@/lib/auth/sign-in-limiter';
import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { createSecretBox } from '@/lib/notify/sending/secret-box';
import type { EmbedDesk } from './embed-desk';
import { createGrantText } from './grant-text';
import { createLookUp } from './look-up';
import { createOpenStreams } from './open-streams';

/** `embedSecret`: of secrets.json, 32 characters or more. */
export function createEmbedDesk(services: Pick<Services, 'store' | 'clock'>, embedSecret: string): EmbedDesk {
  const { clock } = services;
  const box = createSecretBox(embedSecret);
  const lookUp = createLookUp(services);
  const streams = createOpenStreams(() => clock.now());
  return {
    grants: createGrantText(embedSecret),
    lookUp,
    streams,
    passwords: createSignInLimiter(clock),
    seal: (secret) => box.seal({ signingKey: secret }),
    unseal: (sealed) => unsealed(box, sealed),
    changed: () => {
      lookUp.forget();
      void streams.look();
    },
  };
}

function unsealed(box: ReturnType<typeof createSecretBox>, sealed: string): string {
  try {
    const { signingKey } = box.unseal(sealed);
    if (typeof signingKey === 'string') return signingKey;
  } catch (cause) {
    throw new AppError(
      'internal',
      'This key cannot be read: secrets.json in the data folder is not the one it was made with. Make a new key.',
      { cause },
    );
  }
  throw new AppError('internal', 'This key cannot be read. Make a new one.');
}
