import { z } from 'zod';
import { fieldSchema, filterSchema } from './filter';

export const aggregates = [
  'count',
  'users',
  'sum',
  'avg',
  'min',
  'max',
  'p50',
  'p75',
  'p90',
  'p95',
  'p99',
  'rate',
  'last',
] as const;
export const aggregateSchema = z.enum(aggregates);
export type Aggregate = z.infer<typeof aggregateSchema>;

/** Aggregates that count rows or users and therefore take no `of`. `rate` is events per second. */
export const fieldlessAggregates: readonly Aggregate[] = ['count', 'users', 'rate'];

/**
 * How the buckets of a trend are rewritten after all else is computed: `cumulative` is the running sum from the start of the
 * range (of users: of the users of each bucket, so who comes in two buckets counts twice), `movingAverage` the mean of a bucket
 * and the n-1 before it, also of those before the range. The open bucket counts with what it holds so far.
 */
export const transformSchema = z.union([
  z.literal('cumulative'),
  z.strictObject({ movingAverage: z.number().int().min(2).max(90) }),
]);
export type Transform = z.infer<typeof transformSchema>;

/** How many buckets before the range are needed for the transforms of a trend to be whole from its first bucket. */
export const leadOf = (parts: readonly { transform?: Transform | undefined }[]): number =>
  Math.max(0, ...parts.map(({ transform }) => (typeof transform === 'object' ? transform.movingAverage - 1 : 0)));

export const measureSchema = z
  .strictObject({
    agg: aggregateSchema,
    of: fieldSchema.optional(),
    event: z.string().min(1).max(200).optional(),
    where: z.array(filterSchema).max(20).optional(),
    label: z.string().min(1).max(120).optional(),
    /** Only there for formulas to use; its own values are not shown. */
    hidden: z.boolean().optional(),
    transform: transformSchema.optional(),
  })
  .superRefine((measure, issue) => {
    const isFieldless = fieldlessAggregates.includes(measure.agg);
    if (isFieldless && measure.of !== undefined)
      issue.addIssue({ code: 'custom', path: ['of'], message: `${measure.agg} takes no field` });
    if (!isFieldless && measure.of === undefined)
      issue.addIssue({ code: 'custom', path: ['of'], message: `${measure.agg} needs a field, for example value` });
  });
export type Measure = z.infer<typeof measureSchema>;

/**
 * Arithmetic on measures: `A / B * 100`, where letters are the measures by place and then the formulas. It is computed per
 * bucket or group, from values as they are before any transform. A division by zero gives no data.
 */
export const formulaSchema = z.strictObject({
  formula: z.string().trim().min(1).max(200),
  label: z.string().min(1).max(120).optional(),
  transform: transformSchema.optional(),
});
export type Formula = z.infer<typeof formulaSchema>;
