/** Invisible, and ends what chat programs and mail readers would take for a link or a mention. */
const joiner = '\u2060';

/** Text of others on one line: no control characters, no marks that turn the reading direction of what follows. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/**
 * Breaks what programs turn into links, mentions, hashtags and commands by themselves, by invisible characters. For text
 * that stands where markup cannot say that it is only text.
 */
export function defuse(text: string): string {
  return text
    .replace(/[@#]/g, `$&${joiner}`)
    .replace(/:(?=\/\/)/g, `:${joiner}`)
    .replace(/\b(mailto|tel|javascript|data|slack|tg|discord):/gi, `$1${joiner}:`)
    .replace(/(^|\s)\/(?=\w)/g, `$1/${joiner}`)
    .replace(/([\p{L}\p{N}-])\.(?=\p{L}{2})/gu, `$1.${joiner}`);
}

/**
 * As much of a text as fits `max` characters once it is escaped, with an ellipsis when something is missing. It is cut
 * before it is escaped, so no entity and no pair of surrogates is ever broken.
 */
export function fit(text: string, max: number, escape: (text: string) => string = (part) => part): string {
  const whole = escape(text);
  if (whole.length <= max) return whole;
  let kept = '';
  let length = 1;
  for (const character of text) {
    length += escape(character).length;
    if (length > max) break;
    kept += character;
  }
  return `${escape(kept.trimEnd())}…`;
}

/** The parts that fit one after the other, and how many are left. `size` measures one part with its separator. */
export function taken<T>(parts: readonly T[], max: number, size: (part: T) => number): { parts: T[]; left: number } {
  let used = 0;
  const fitting: T[] = [];
  for (const part of parts) {
    used += size(part);
    if (used > max) break;
    fitting.push(part);
  }
  return { parts: fitting, left: parts.length - fitting.length };
}
