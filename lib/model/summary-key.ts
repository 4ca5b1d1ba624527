import { z } from 'zod';
import { fieldSchema, filterSchema } from './filter';

/** The index of a filter is a bit of a number. */
export const mostConditions = 4;

/**
 * What the events of a day (UTC) are told apart by in its summary, besides their names: the values of a property, or which of some
 * filters they pass, and where days begin in a zone if those of a trend are not the days of UTC.
 */
export const summaryKeySchema = z.strictObject({
  field: fieldSchema.nullable(),
  conditions: z.array(filterSchema).max(mostConditions),
  zone: z.string().min(1).max(60).nullable(),
});
export type SummaryKey = z.infer<typeof summaryKeySchema>;
