import type { FieldError } from '@/lib/errors/app-error';
import {
  channelSecretNames,
  type ChannelInput,
  type ChannelKind,
  type ChannelSecrets,
  type ChannelSettings,
  type SecretName,
  type SettingsOf,
} from '@/lib/model/channel';

/** What is wrong with a channel although its form is right: secrets that are missing, unknown or cannot be sent. */
export function channelFaults({ settings, secrets: given }: ChannelInput, secrets: ChannelSecrets): FieldError[] {
  const known: readonly string[] = channelSecretNames[settings.kind];
  const unknown = Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => secretFault(name, `A channel of kind ${settings.kind} has no such secret`));
  const malformed = Object.entries(secrets).flatMap(([name, value]) => {
    const reason = formFault(settings.kind, name as SecretName, value);
    return reason === null ? [] : [secretFault(name, reason)];
  });
  return [...unknown, ...malformed, ...missing(settings, secrets), ...credentialsIn(settings)];
}

const secretFault = (name: string, reason: string): FieldError => ({ path: `secrets.${name}`, reason });

/** What HTTP headers may carry (RFC 9110, 5.5), without spaces at the ends. */
const inHeader = {
  fits: (value: string) => /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value),
  reason: 'Only letters, digits and signs of ASCII, without spaces at the ends',
};
type Form = { fits: (value: string) => boolean; reason: string };

const forms: Partial<Record<SecretName, Form>> = {
  webhookUrl: {
    fits: (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
    reason: 'Needs a URL that begins with http:// or https://',
  },
  routingKey: {
    fits: (value) => /^[\w-]{32}$/.test(value),
    reason: 'The integration key of PagerDuty has 32 letters and digits',
  },
  authorization: inHeader,
  token: inHeader,
  botToken: inHeader,
};
const telegramToken: Form = {
  fits: (value) => /^\d+:[\w-]+$/.test(value),
  reason: 'The token of a bot looks like 123456:ABC-DEF',
};

function formFault(kind: ChannelKind, name: SecretName, value: string): string | null {
  const form = kind === 'telegram' ? telegramToken : forms[name];
  return form === undefined || form.fits(value) ? null : form.reason;
}

/** What a kind cannot do without, in words for the field. */
const needs: Partial<Record<ChannelKind, [SecretName, string]>> = {
  teams: ['webhookUrl', 'Enter the webhook URL'],
  discord: ['webhookUrl', 'Enter the webhook URL'],
  telegram: ['botToken', 'Enter the token of the bot'],
  pagerduty: ['routingKey', 'Enter the integration key'],
};

function missing(settings: ChannelSettings, secrets: ChannelSecrets): FieldError[] {
  if (settings.kind === 'slack') return missingOfSlack(settings, secrets);
  if (settings.kind === 'email') return missingOfEmail(settings, secrets);
  const need = needs[settings.kind];
  return need === undefined || secrets[need[0]] !== undefined ? [] : [secretFault(...need)];
}

function missingOfSlack({ channel }: SettingsOf<'slack'>, { webhookUrl, botToken }: ChannelSecrets): FieldError[] {
  if (webhookUrl !== undefined) return [];
  if (botToken === undefined) return [secretFault('webhookUrl', 'Enter a webhook URL, or a bot token and a channel')];
  return channel === undefined ? [{ path: 'settings.channel', reason: 'A bot needs to know the channel' }] : [];
}

function missingOfEmail({ user }: SettingsOf<'email'>, { password }: ChannelSecrets): FieldError[] {
  if (user !== undefined && password === undefined) return [secretFault('password', 'Enter the password of the user')];
  if (user === undefined && password !== undefined)
    return [{ path: 'settings.user', reason: 'A password needs a user' }];
  return [];
}

/** A password in an address would be shown with it. */
function credentialsIn(settings: ChannelSettings): FieldError[] {
  return addressesOf(settings).flatMap(([name, url]) => {
    const { username, password } = new URL(url);
    return username === '' && password === ''
      ? []
      : [{ path: `settings.${name}`, reason: 'No user or password in the address: it is shown to others' }];
  });
}

const addressesOf = (settings: ChannelSettings): [string, string][] =>
  Object.entries({
    url: 'url' in settings ? settings.url : undefined,
    apiUrl: 'apiUrl' in settings ? settings.apiUrl : undefined,
    server: 'server' in settings ? settings.server : undefined,
  }).filter((entry): entry is [string, string] => entry[1] !== undefined);

/** Where a channel sends its secrets to; null when the secret itself says it. */
function destinationOf(settings: ChannelSettings): string | null {
  if (settings.kind === 'email') return `${settings.host.toLowerCase()}:${settings.port}`;
  const [address] = addressesOf(settings);
  return address === undefined ? null : new URL(address[1]).origin;
}

/**
 * Secrets that are kept while the server they go to becomes another one: they can be written but not read, and sending
 * them to a server of one's own would be reading them.
 */
export function carriedSecrets(
  before: { settings: ChannelSettings; secrets: ChannelSecrets },
  { settings, secrets: given }: ChannelInput,
): FieldError[] {
  if (destinationOf(before.settings) === destinationOf(settings)) return [];
  const isSentAlong = (name: string) => name !== 'signingKey' && name !== 'webhookUrl';
  return Object.keys(before.secrets)
    .filter((name) => isSentAlong(name) && given[name] === undefined)
    .map((name) => secretFault(name, 'Enter it again: it would go to another server than before'));
}
