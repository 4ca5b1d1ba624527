import { z } from 'zod';
import { fieldSchema, filterSchema } from './filter';

/**
 * What the events of a day (UTC) are told apart by in its summary, besides their names: the values of a property, or which of some
 * filters they pass, and where days begin in a zone if those of a trend are not the days of UTC.
 */
export const summaryKeySchema = z.strictObject({
  field: fieldSchema.nullable(),
  /** At most four, as the index of a filter is a bit of a number. */
  conditions: z.array(filterSchema).max(4),
  zone: z.string().min(1).max(60).nullable(),
});
export type SummaryKey = z.infer<typeof summaryKeySchema>;
