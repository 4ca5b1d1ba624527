import { z } from 'zod';
import { grains } from '@/lib/time/grain';

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

/** `name`, `user`, `session`, `value`, or `properties.<path>` where the path's keys are joined by dots. */
export const fieldSchema = z
  .string()
  .max(420)
  .regex(/^(name|user|session|value|timestamp|properties\.[^`\\\u0000-\u001f]+)$/u, {
    message: 'Use name, user, session, value, timestamp or properties.<path>',
  });
export type Field = z.infer<typeof fieldSchema>;

export const operators = [
  '=',
  '!=',
  'in',
  'not in',
  '>',
  '>=',
  '<',
  '<=',
  'contains',
  'not contains',
  'starts with',
  'ends with',
  'exists',
  'not exists',
] as const;
export const operatorSchema = z.enum(operators);
export type Operator = z.infer<typeof operatorSchema>;

const scalarSchema = z.union([z.string().max(2_000), z.number(), z.boolean()]);
export type Scalar = z.infer<typeof scalarSchema>;

export type Condition =
  [field: Field, op: 'exists' | 'not exists'] | [field: Field, op: Operator, value: Scalar | Scalar[]];
export type Filter = Condition | { or: Filter[] } | { and: Filter[] } | { not: Filter };

const conditionSchema = z.union([
  z.tuple([fieldSchema, z.enum(['exists', 'not exists'])]),
  z.tuple([fieldSchema, operatorSchema, z.union([scalarSchema, z.array(scalarSchema).min(1).max(1_000)])]),
]);

export const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    conditionSchema,
    z.strictObject({ or: z.array(filterSchema).min(1).max(50) }),
    z.strictObject({ and: z.array(filterSchema).min(1).max(50) }),
    z.strictObject({ not: filterSchema }),
  ]),
);

export const measureSchema = z
  .strictObject({
    agg: aggregateSchema,
    of: fieldSchema.optional(),
    event: z.string().min(1).max(200).optional(),
    where: z.array(filterSchema).max(20).optional(),
    label: z.string().min(1).max(120).optional(),
  })
  .superRefine((measure, issue) => {
    const isFieldless = fieldlessAggregates.includes(measure.agg);
    if (isFieldless && measure.of !== undefined)
      issue.addIssue({ code: 'custom', path: ['of'], message: `${measure.agg} takes no field` });
    if (!isFieldless && measure.of === undefined)
      issue.addIssue({ code: 'custom', path: ['of'], message: `${measure.agg} needs a field, for example value` });
  });
export type Measure = z.infer<typeof measureSchema>;

export const relativeRanges = ['today', 'yesterday', 'week', 'month'] as const;
/** `15m`, `24h`, `7d`: a count of minutes, hours, days or weeks back from now; or a named one in the spec's timezone. */
export const relativeRangeSchema = z.union([
  z.enum(relativeRanges),
  z.string().regex(/^[1-9]\d{0,4}(s|m|h|d|w)$/, { message: 'Use a form like 15m, 24h, 7d, today or month' }),
]);
export const rangeSchema = z.union([
  z.strictObject({ last: relativeRangeSchema }),
  z
    .strictObject({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) })
    .refine((range) => Date.parse(range.from) < Date.parse(range.to), {
      message: 'from must be before to',
      path: ['to'],
    }),
]);
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

const base = {
  where: z.array(filterSchema).max(50).default([]),
  range: rangeSchema,
  timezone: timezoneSchema.default('UTC'),
};
const measures = z.array(measureSchema).min(1).max(8);
const by = z.array(fieldSchema).max(3).default([]);
const top = z.number().int().min(1).max(100).default(10);
const other = z.boolean().default(false);

/** One number per measure over the whole range. */
export const totalSpecSchema = z.strictObject({
  kind: z.literal('total'),
  measures,
  ...base,
  compare: compareSchema.optional(),
});
/** Numbers per time bucket, optionally split into the top groups. */
export const trendSpecSchema = z.strictObject({
  kind: z.literal('trend'),
  measures,
  ...base,
  by,
  top,
  other,
  grain: z.union([z.literal('auto'), z.enum(grains)]).default('auto'),
  compare: compareSchema.optional(),
});
/** Numbers per group, ranked by the first measure. */
export const breakdownSpecSchema = z.strictObject({
  kind: z.literal('breakdown'),
  measures,
  ...base,
  by: z.array(fieldSchema).min(1).max(3),
  top,
  other,
  compare: compareSchema.optional(),
});
/** Raw events, newest first. */
export const tableSpecSchema = z.strictObject({
  kind: z.literal('table'),
  ...base,
  columns: z.array(fieldSchema).min(1).max(20),
  limit: z.number().int().min(1).max(1_000).default(100),
});
/** How the values of one numeric field spread over equal-width bins. */
export const distributionSpecSchema = z.strictObject({
  kind: z.literal('distribution'),
  ...base,
  of: fieldSchema,
  bins: z.number().int().min(2).max(100).default(24),
  /** Values outside these percentiles are counted in the first and last bin, so that one outlier does not flatten the rest. */
  clip: z.boolean().default(true),
});

export const querySpecSchema = z.discriminatedUnion('kind', [
  totalSpecSchema,
  trendSpecSchema,
  breakdownSpecSchema,
  tableSpecSchema,
  distributionSpecSchema,
]);
/** A question in its normalized form, all defaults filled in. */
export type QuerySpec = z.output<typeof querySpecSchema>;
/** A question as a client may write it. */
export type QuerySpecInput = z.input<typeof querySpecSchema>;
export type TotalSpec = Extract<QuerySpec, { kind: 'total' }>;
export type TrendSpec = Extract<QuerySpec, { kind: 'trend' }>;
export type BreakdownSpec = Extract<QuerySpec, { kind: 'breakdown' }>;
export type TableSpec = Extract<QuerySpec, { kind: 'table' }>;
export type DistributionSpec = Extract<QuerySpec, { kind: 'distribution' }>;
