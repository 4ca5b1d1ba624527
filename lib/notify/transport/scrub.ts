import type { ChannelSecrets } from '@/lib/model/channel';

/** Shorter parts of an address say nothing, and replacing them would spoil ordinary words. */
const shortestPart = 8;

/**
 * Takes the secrets out of text from elsewhere: servers like to repeat what they were sent. Known are the values, their
 * forms in JSON, URLs and base64, and the telling parts of secret addresses.
 */
export function scrubber(secrets: ChannelSecrets, user = ''): (text: string) => string {
  const needles = [...new Set(Object.values(secrets).flatMap((secret) => formsOf(secret, user)))]
    .filter((form) => form !== '')
    .sort((a, b) => b.length - a.length);
  return (text) => needles.reduce((rest, needle) => rest.split(needle).join('…'), text);
}

function formsOf(secret: string, user: string): string[] {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return [secret, secret.trim(), ...partsOf(secret)].flatMap((value) => [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value.toWellFormed()),
    encodeURI(value.toWellFormed()),
    base64(value),
    base64(`\0${user}\0${value}`),
    base64(`${user}:${value}`),
  ]);
}

function partsOf(secret: string): string[] {
  if (!URL.canParse(secret)) return [];
  const { href, pathname, search, hash } = new URL(secret);
  const parts = [...pathname.split('/'), ...search.slice(1).split(/[&=]/), hash.slice(1)];
  return [href, `${pathname}${search}`, ...parts].filter((part) => part.length >= shortestPart);
}
