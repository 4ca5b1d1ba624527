import { randomInt } from 'node:crypto';

const base62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** Without the characters that people mix up when they type from a screen: 0 and o, 1, l and i. */
const legible = 'abcdefghjkmnpqrstuvwxyz23456789';

const pick = (alphabet: string, length: number) =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** 43 letters and digits: 256 random bits, and a double click selects them all. */
export const randomKeyText = (): string => pick(base62, 43);

/** Four groups of five legible characters, 99 random bits: `x7kqm-4r9tz-…`. */
export const randomPassword = (): string => Array.from({ length: 4 }, () => pick(legible, 5)).join('-');

/** Three groups of five legible characters, 74 random bits: typed once, from paper. */
export const randomRecoveryCode = (): string => Array.from({ length: 3 }, () => pick(legible, 5)).join('-');
