import { CallFailure } from '@/app/_ui/http/call-failure';
import type { FieldError } from '@/lib/errors/app-error';

/** What a door said about single fields, their paths without the name of the document they are in. */
export function faultsOf(failure: Error | null, root = ''): FieldError[] {
  const errors = failure instanceof CallFailure ? (failure.problem?.errors ?? []) : [];
  const prefix = `${root}.`;
  return errors.map((fault) =>
    root !== '' && fault.path.startsWith(prefix) ? { ...fault, path: fault.path.slice(prefix.length) } : fault,
  );
}

/** The reason of a field, or of the first field in it; undefined when all is well. */
export const reasonAt = (faults: readonly FieldError[], path: string): string | undefined =>
  faults.find((fault) => fault.path === path || fault.path.startsWith(`${path}.`))?.reason;

/** The faults within a part of the document, their paths as that part sees them. */
export const faultsWithin = (faults: readonly FieldError[], path: string): FieldError[] =>
  faults
    .filter((fault) => fault.path === path || fault.path.startsWith(`${path}.`))
    .map((fault) => ({ ...fault, path: fault.path.slice(path.length + 1) }));

export const isConflict = (failure: Error | null): boolean =>
  failure instanceof CallFailure && failure.problem?.code === 'conflict';

export const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
