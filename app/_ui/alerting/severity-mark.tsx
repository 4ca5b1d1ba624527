import { cn } from '@/app/_ui/kit/class-names';
import type { Severity } from '@/lib/model/severity';
import { severityLooks } from './severity-looks';

type Props = {
  severity: Severity;
  /** False where it stands beside its own words. */
  isNamed?: boolean;
  /** Where it has to be seen from afar. */
  isFilled?: boolean;
  /** Where it is over, and calls nobody. */
  isOver?: boolean;
};

/** A severity by its shape, its colour and its name. */
export function SeverityMark({ severity, isNamed = true, isFilled = false, isOver = false }: Props) {
  const { word, icon: Icon, text, fill } = severityLooks[severity];
  return (
    <span
      data-severity={severity}
      className={cn(
        'inline-flex h-5 shrink-0 items-center gap-1.5 text-xs font-semibold whitespace-nowrap',
        isFilled ? cn('h-6 rounded-md px-2', fill) : isOver ? 'text-muted' : text,
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" strokeWidth={2.1} />
      {isNamed && word}
    </span>
  );
}
