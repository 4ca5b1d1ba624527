import { z } from 'zod';
import { dayMs, parseDuration } from '@/lib/time/duration';

export const relativeRanges = ['today', 'yesterday', 'week', 'month'] as const;
/** `15m`, `24h`, `7d`: a count of minutes, hours, days or weeks back from now; or a named one in the spec's timezone. */
export const relativeRangeSchema = z.union([
  z.enum(relativeRanges),
  z.string().regex(/^[1-9]\d{0,4}(s|m|h|d|w)$/, { message: 'Use a form like 15m, 24h, 7d, today or month' }),
]);
export const absoluteRangeSchema = z
  .strictObject({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) })
  .refine((range) => Date.parse(range.from) < Date.parse(range.to), {
    message: 'from must be before to',
    path: ['to'],
  });
export const rangeSchema = z.union([z.strictObject({ last: relativeRangeSchema }), absoluteRangeSchema]);
export type RangeSpec = z.infer<typeof rangeSchema>;

export const timezoneSchema = z
  .string()
  .max(64)
  .refine(isTimezone, { message: 'Use an IANA timezone such as Europe/Berlin' });
function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const compareSchema = z.enum(['previous', 'week', 'year']);
export type Compare = z.infer<typeof compareSchema>;

/** A length of time: `30s`, `15m`, `1h`, `7d`, `2w`. */
export const spanSchema = z.string().regex(/^[1-9]\d{0,4}(s|m|h|d|w)$/, { message: 'Use a form like 30m, 1h or 7d' });

/** A length of time of at most so many days. */
export const spanUpTo = (days: number) =>
  spanSchema.refine((text) => (parseDuration(text)?.ms ?? 0) <= days * dayMs, { message: `At most ${days} days` });
