import { z } from 'zod';
import { fieldSchema, filterSchema } from './filter';
import { spanUpTo } from './query-range';
import { base } from './spec-base';

// Questions about what users do one after the other. They count users; events without a user are left out.

const textField = fieldSchema.refine((field) => field !== 'timestamp', { message: 'timestamp is no text' });

/** One step of a journey: an event by name, by filters, or both. */
export const stepSchema = z
  .strictObject({
    event: z.string().min(1).max(200).optional(),
    where: z.array(filterSchema).max(20).optional(),
    label: z.string().min(1).max(120).optional(),
  })
  .refine((step) => step.event !== undefined || (step.where ?? []).length > 0, {
    message: 'A step needs an event or a filter',
    path: ['event'],
  });
export type Step = z.infer<typeof stepSchema>;

/** How many users do the steps one after the other, all within `window` of the first. */
export const funnelSpecSchema = z.strictObject({
  kind: z.literal('funnel'),
  steps: z
    .array(stepSchema)
    .min(2, { message: 'A funnel needs at least two steps' })
    .max(8, { message: 'A funnel has at most eight steps' }),
  window: spanUpTo(366).default('7d'),
  /** `ordered`: other events may come in between. `strict`: the next event of the user is the next step. */
  order: z.enum(['ordered', 'strict']).default('ordered'),
  /** Split by the value that the user's first event of the first step has. */
  by: z.array(textField).max(1).default([]),
  top: z.number().int().min(1).max(20).default(5),
  ...base,
});

export const retentionPeriods = ['day', 'week', 'month'] as const;
/** Of the users who did `start` in a period, how many did `back` in each period after it. */
export const retentionSpecSchema = z.strictObject({
  kind: z.literal('retention'),
  start: stepSchema,
  back: stepSchema,
  period: z.enum(retentionPeriods).default('week'),
  /** `first`: a user belongs to the period of the first `start` ever. `any`: to every period with a `start`. */
  cohort: z.enum(['first', 'any']).default('first'),
  ...base,
});

/** What users do after an event, or before it, step by step. A break longer than `gap` ends a journey. */
export const pathsSpecSchema = z.strictObject({
  kind: z.literal('paths'),
  anchor: stepSchema,
  direction: z.enum(['after', 'before']).default('after'),
  /** Steps besides the anchor. */
  depth: z.number().int().min(1).max(6).default(3),
  /** What a step is called: the event's name or a property, for example the page. */
  of: textField.default('name'),
  gap: spanUpTo(31).default('30m'),
  /** The most frequent at each step; the rest is counted together. */
  top: z.number().int().min(1).max(15).default(6),
  ...base,
});
