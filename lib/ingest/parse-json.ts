import { randomBytes } from 'node:crypto';

/** A number of so many digits may not fit into a double. Cheap to look for; a hit inside a text only costs a second look. */
const longNumber = /[\s:,[-]\d{16}/;
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;
/** No client can know it, so that no text of a client is taken for a number. */
const mark = `${randomBytes(12).toString('hex')}:`;

/**
 * JSON.parse that keeps all digits: whole numbers beyond ±2^53, which a double would change in silence, become bigints. Of a
 * key that an object has twice the last value counts. Throws SyntaxError.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!longNumber.test(text)) return value;
  let isMarked = false;
  const marked = text.replace(token, (found) => {
    if (found.startsWith('"') || !isInexact(found)) return found;
    isMarked = true;
    return `"${mark}${found}"`;
  });
  return isMarked ? JSON.parse(marked, unmark) : value;
}

/** Whether a number as it is written is a whole one that a double cannot hold for sure. */
export const isInexact = (digits: string): boolean =>
  /^[-+]?\d{16,}$/.test(digits) && !Number.isSafeInteger(Number(digits));

const unmark = (_: string, value: unknown): unknown =>
  typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value;

/** A bigint as the number next to it, for fields that are doubles anyway; any other value as it is. */
export const asDouble = (value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);
