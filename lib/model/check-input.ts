import type { z } from 'zod';
import { AppError, type FieldError } from '@/lib/errors/app-error';
import { inputFaults, isDeeperThan } from '@/lib/model/input-faults';

/** A question may nest 24 levels, and stands three levels deep in a dashboard. */
const maxDepth = 28;
const maxNamed = 20;

/** Input in the form of the schema, defaults filled in. Throws `invalid_input` that names each fault with path and reason. */
export function checkInput<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = tryInput(schema, value);
  if ('faults' in result) throw invalidInput(result.faults);
  return result.value;
}

export type Checked<T> = { value: T } | { faults: FieldError[] };

/** The same with the faults as a value. */
export function tryInput<T>(schema: z.ZodType<T>, value: unknown): Checked<T> {
  // Before the schema follows it: filters nest, and the stack does not reach for ever.
  if (isDeeperThan(maxDepth, value)) return { faults: [{ path: '', reason: `nested deeper than ${maxDepth} levels` }] };
  const parsed = schema.safeParse(value);
  return parsed.success ? { value: parsed.data } : { faults: inputFaults(parsed.error.issues) };
}

export function invalidInput(faults: readonly FieldError[]): AppError {
  const [first] = faults;
  const text = first ? `${first.path === '' ? '' : `${first.path}: `}${first.reason}` : 'The input is not valid.';
  return new AppError('invalid_input', text, { fields: faults.slice(0, maxNamed) });
}
