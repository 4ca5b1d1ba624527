import type { ChannelSecrets, ChannelSettings, SecretName } from '@/lib/model/channel';
import type { Sender } from '@/lib/notify/sending/sender';
import type { ChannelRow } from '@/lib/store/notify-ports';

export const channelSecret = 'a secret of this installation, long enough';

/** A channel as the store has it. */
export function channelRow(sender: Sender, settings: ChannelSettings, secrets: ChannelSecrets = {}): ChannelRow {
  return {
    id: 'c1',
    workspaceId: 'w',
    name: 'A channel',
    isEnabled: true,
    settings,
    secrets: sender.seal(secrets),
    secretNames: Object.keys(secrets) as SecretName[],
    createdAt: 0,
    updatedAt: 0,
  };
}
