import { severityWords } from '@/lib/alerts/rule-words';
import type { Severity } from '@/lib/model/severity';

const paints: Record<Severity, string> = { critical: 'text-critical', warning: 'text-warning', info: 'text-info' };

/** A severity by its shape, its colour and, unless it stands beside its own words, its name. */
export function SeverityMark({ severity, isNamed = true }: { severity: Severity; isNamed?: boolean }) {
  return (
    <span className={`inline-flex items-center gap-1 text-xs font-medium ${paints[severity]}`}>
      <svg aria-hidden width="10" height="10" viewBox="0 0 10 10" fill="currentColor">
        {severity === 'critical' && <path d="M3 0h4l3 3v4l-3 3H3L0 7V3z" />}
        {severity === 'warning' && <path d="M5 .5 10 9.5H0z" />}
        {severity === 'info' && <circle cx="5" cy="5" r="4.5" />}
      </svg>
      {isNamed && severityWords[severity]}
    </span>
  );
}
