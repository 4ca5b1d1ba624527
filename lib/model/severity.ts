/** Highest first: of several that hold, the first counts. */
export const severities = ['critical', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

export const severityWords: Record<Severity, string> = { critical: 'Critical', warning: 'Warning', info: 'Info' };

/** The highest of some severities; null of none. */
export function highestSeverity(of: readonly Severity[]): Severity | null {
  return severities.find((severity) => of.includes(severity)) ?? null;
}
