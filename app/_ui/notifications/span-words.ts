import { formatDuration, parseDuration } from '@/lib/time/duration';

/** A length of time as it is stored, for people: `30s` is `30 s`, `4h` is `4 h`. What cannot be read stays as it is. */
export function spanWords(span: string): string {
  const duration = parseDuration(span);
  return duration ? formatDuration(duration.ms) : span;
}

/** When a step is told, counted from the first message. */
export const afterWords = (span: string): string =>
  (parseDuration(span)?.ms ?? 0) === 0 ? 'at once' : `after ${spanWords(span)}`;

/** Whether a text is a length of time; `0s` where none at all is allowed, too. */
export const isSpan = (text: string, { isZeroAllowed = false } = {}): boolean =>
  (isZeroAllowed && text === '0s') || parseDuration(text) !== null;

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
