import { createSecretBox as createTextBox } from '@/lib/auth/secret-box';
import { purposes } from '@/lib/auth/seal-anew';
import { AppError } from '@/lib/errors/app-error';
import type { ChannelSecrets } from '@/lib/model/channel';
import type { Sender } from './sender';

/** Seals the secrets of channels; opens also what was sealed before the key was changed. */
export function createSecretBox(
  channelSecret: string,
  previous: readonly string[] = [],
): Pick<Sender, 'seal' | 'unseal'> {
  const box = createTextBox({ secrets: [channelSecret, ...previous], purpose: purposes.channels });
  return {
    seal: (secrets) => box.seal(JSON.stringify(secrets)),
    unseal(sealed) {
      if (sealed === null) return {};
      try {
        return JSON.parse(box.unseal(sealed)) as ChannelSecrets;
      } catch {
        throw new AppError(
          'internal',
          'The secrets of this channel cannot be read: secrets.json in the data folder is not the one they were written with. Enter them again.',
        );
      }
    },
  };
}
