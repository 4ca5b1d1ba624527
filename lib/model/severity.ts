import { z } from 'zod';

/** Highest first: of several that hold, the first counts. */
export const severities = ['critical', 'warning', 'info'] as const;
export const severitySchema = z.enum(severities);
export type Severity = z.infer<typeof severitySchema>;

/** The highest of some severities; null of none. */
export function highestSeverity(of: readonly Severity[]): Severity | null {
  return severities.find((severity) => of.includes(severity)) ?? null;
}
