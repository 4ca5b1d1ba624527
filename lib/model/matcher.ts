import { z } from 'zod';

/** The name of a label, as Prometheus has it. */
export const labelNameSchema = z
  .string()
  .max(100)
  .regex(/^[a-zA-Z_]\w*$/, { message: 'Use letters, digits and _, beginning with a letter' });

/** Alertmanager's form: `name="value"`, with `isEqual` false `!=`, with `isRegex` `=~`, anchored at both ends. */
export const matcherSchema = z
  .strictObject({
    name: labelNameSchema,
    value: z.string().max(1_000),
    isRegex: z.boolean().default(false),
    isEqual: z.boolean().default(true),
  })
  .refine(({ isRegex, value }) => !isRegex || isRegularExpression(value), {
    message: 'This is not a regular expression',
    path: ['value'],
  });
export type Matcher = z.output<typeof matcherSchema>;

function isRegularExpression(text: string): boolean {
  try {
    new RegExp(`^(?:${text})$`);
    return true;
  } catch {
    return false;
  }
}
