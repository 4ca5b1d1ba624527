import type { Context } from '@/lib/context';
import { channelInputSchema, type ChannelInput, type ChannelSecrets, type SecretName } from '@/lib/model/channel';
import { checkInput, invalidInput } from '@/lib/model/check-input';
import type { ChannelRow } from '@/lib/store/notify-ports';
import { carriedSecrets, channelFaults } from './channel-faults';

export type CheckedChannel = Pick<ChannelRow, 'name' | 'isEnabled' | 'settings' | 'secrets' | 'secretNames'>;

/** What is stored of a new channel, or of a changed one whose secrets stay unless they are given. Throws `invalid_input`. */
export function checkChannel(
  { sender }: Pick<Context, 'sender'>,
  input: unknown,
  stored: ChannelRow | null = null,
): CheckedChannel {
  const channel = checkInput(channelInputSchema, input);
  if (stored !== null && stored.settings.kind !== channel.settings.kind)
    throw invalidInput([{ path: 'settings.kind', reason: 'The kind of a channel stays; make a new one' }]);
  const before = stored && { settings: stored.settings, secrets: sender.unseal(stored.secrets) };
  const secrets = merged(before?.secrets ?? {}, channel.secrets);
  const faults = [...channelFaults(channel, secrets), ...(before ? carriedSecrets(before, channel) : [])];
  if (faults.length > 0) throw invalidInput(faults);
  const secretNames = (Object.keys(secrets) as SecretName[]).sort();
  const { name, isEnabled, settings } = channel;
  return { name, isEnabled, settings, secretNames, secrets: secretNames.length === 0 ? null : sender.seal(secrets) };
}

/** A name that is missing keeps what is stored; null removes it. */
function merged(before: ChannelSecrets, given: ChannelInput['secrets']): ChannelSecrets {
  const all = Object.entries({ ...before, ...given });
  return Object.fromEntries(all.filter(([, value]) => value !== null));
}
