import { z } from 'zod';
import { filterSchema } from './filter';
import { rangeSchema, timezoneSchema } from './query-range';

/** What every question about events says: which ones, of when, on whose clock. */
export const base = {
  where: z.array(filterSchema).max(50).default([]),
  range: rangeSchema,
  timezone: timezoneSchema.default('UTC'),
};
