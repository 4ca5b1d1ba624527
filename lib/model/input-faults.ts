import type { FieldError } from '@/lib/errors/app-error';

type Issue = { code?: string | undefined; path: PropertyKey[]; message: string; errors?: Issue[][] };

/** Of the forms a value may have, the faults of the one that came closest: it is the one that was meant. */
export function inputFaults(issues: readonly Issue[], base: readonly PropertyKey[] = []): FieldError[] {
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path];
    const forms = (issue.errors ?? []).map((form) => inputFaults(form, path)).filter((form) => form.length > 0);
    const closest = forms.sort((a, b) => depthOf(b) - depthOf(a) || a.length - b.length)[0];
    return closest ?? [{ path: path.map(String).join('.'), reason: issue.message }];
  });
}

const depthOf = (faults: readonly FieldError[]): number =>
  Math.max(...faults.map((fault) => fault.path.split('.').length));

/** Whether lists and objects are nested deeper than this: a reader that follows them would run out of stack. */
export function isDeeperThan(maxDepth: number, input: unknown): boolean {
  let level: unknown[] = [input];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) return true;
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return false;
}
