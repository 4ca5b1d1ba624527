import { Badge } from '@/app/_ui/kit/badge';
import { cn } from '@/app/_ui/kit/class-names';
import type { IncidentStatus } from '@/lib/model/incident';
import type { Severity } from '@/lib/model/severity';
import { severityLooks, statusLooks } from './incident-words';

type MarkProps = {
  severity: Severity;
  /** Where it has to be seen from afar. */
  isFilled?: boolean;
  /** Where it is over, and calls nobody. */
  isOver?: boolean;
};

/** A severity as a shape and a word. */
export function SeverityMark({ severity, isFilled = false, isOver = false }: MarkProps) {
  const { word, icon: Icon, text, fill } = severityLooks[severity];
  return (
    <span
      data-severity={severity}
      className={cn(
        'inline-flex shrink-0 items-center gap-1.5 text-xs font-semibold whitespace-nowrap',
        isFilled ? cn('h-6 rounded-md px-2', fill) : isOver ? 'text-muted' : text,
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" strokeWidth={2.1} />
      {word}
    </span>
  );
}

export function StatusBadge({ status }: { status: IncidentStatus }) {
  const { word, icon: Icon, tone } = statusLooks[status];
  return (
    <Badge tone={tone} data-status={status}>
      <Icon aria-hidden strokeWidth={2.2} />
      {word}
    </Badge>
  );
}
