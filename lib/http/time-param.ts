import { z } from 'zod';

export const largestTime = 8_640_000_000_000_000;

/** A time in a URL, as Unix ms. */
export const timeParam = z
  .string()
  .transform((text) => (/^-?\d+$/.test(text) ? Number(text) : Date.parse(text)))
  .refine((ms) => Math.abs(ms) <= largestTime, {
    message: 'Use Unix milliseconds or a time such as 2025-06-15T12:00:00Z',
  });
