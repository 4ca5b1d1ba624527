import { z } from 'zod';

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
