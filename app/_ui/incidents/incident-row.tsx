'use client';

import { BellOff, Check, CircleUserRound } from 'lucide-react';
import Link from 'next/link';
import { isOpen } from '@/app/_data/incidents/incident-filter';
import { severityLooks } from '@/app/_ui/alerting/severity-looks';
import { Button } from '@/app/_ui/kit/button';
import { cn } from '@/app/_ui/kit/class-names';
import { useNow } from '@/app/_ui/panels/use-now';
import { formatMoment } from '@/lib/chart/format-time';
import type { IncidentSummary } from '@/lib/model/incident';
import { ageText, alertsText, incidentHref, isSnoozed, lastedMs } from './incident-words';
import { SeverityMark } from '@/app/_ui/alerting/severity-mark';
import { StatusBadge } from './status-badge';

type Props = {
  incident: IncidentSummary;
  workspace: string;
  timezone: string;
  renderedAt: number;
  /** Absent for those who may only look. */
  onAcknowledge?: (() => void) | undefined;
};

/** One incident in the list; all of the row is its link. */
export function IncidentRow({ incident, workspace, timezone, renderedAt, onAcknowledge }: Props) {
  const { id, number, title, severity, status } = incident;
  const isOver = !isOpen(incident);
  return (
    <li
      data-incident={id}
      className={cn(
        'relative grid scroll-my-20 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 py-3 pr-3 pl-4 transition-colors hover:bg-hover sm:pr-5 sm:pl-5',
        'md:grid-cols-[5.5rem_minmax(0,1fr)_auto_auto]',
        incident.openedAt >= renderedAt && 'animate-arrive',
      )}
    >
      <span
        aria-hidden
        className={cn('absolute inset-y-0 left-0 w-1', isOver ? 'bg-line-strong' : severityLooks[severity].fill)}
      />
      <span className="justify-self-start">
        <SeverityMark severity={severity} isFilled={severity === 'critical' && !isOver} isOver={isOver} />
      </span>
      <div className="min-w-0 max-md:row-start-2">
        <Link
          href={incidentHref(id, workspace)}
          prefetch={false}
          data-incident-link
          className="line-clamp-2 font-medium break-words after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <span className="font-normal text-faint tabular-nums">#{number}</span> {title}
        </Link>
        <RowFacts {...{ incident, renderedAt, timezone }} />
      </div>
      <Age {...{ incident, renderedAt, timezone }} />
      <div className="relative z-10 flex justify-end max-md:row-start-2 max-md:self-end md:w-32">
        {onAcknowledge && status === 'triage' && (
          <Button
            size="sm"
            data-acknowledge
            onClick={onAcknowledge}
            aria-label={`Acknowledge #${number}`}
            className="max-sm:h-9"
          >
            <Check aria-hidden />
            Acknowledge
          </Button>
        )}
      </div>
    </li>
  );
}

type PartProps = Pick<Props, 'incident' | 'renderedAt' | 'timezone'>;

function RowFacts({ incident, renderedAt, timezone }: PartProps) {
  const now = useNow(renderedAt);
  const { status, ownerName, snoozedUntil } = incident;
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xs text-muted">
      <StatusBadge status={status} />
      <span className={cn('tabular-nums', incident.firing > 0 && 'font-medium text-ink')}>{alertsText(incident)}</span>
      <span className="inline-flex min-w-0 items-center gap-1">
        <CircleUserRound aria-hidden className="size-3.5 shrink-0 text-faint" />
        <span className="truncate">{ownerName ?? 'No owner'}</span>
      </span>
      {snoozedUntil !== null && isSnoozed(incident, now) && (
        <span className="inline-flex items-center gap-1" title={formatMoment(snoozedUntil, timezone)}>
          <BellOff aria-hidden className="size-3.5 text-faint" />
          Snoozed for {ageText(snoozedUntil - now)}
        </span>
      )}
    </p>
  );
}

function Age({ incident, renderedAt, timezone }: PartProps) {
  const now = useNow(renderedAt);
  const words = isOpen(incident) ? 'Open for' : 'Lasted';
  return (
    <time
      dateTime={new Date(incident.openedAt).toISOString()}
      title={`Opened ${formatMoment(incident.openedAt, timezone)} (${timezone})`}
      className="justify-self-end text-sm whitespace-nowrap text-muted tabular-nums"
    >
      <span className="sr-only">{words} </span>
      {ageText(lastedMs(incident, now))}
    </time>
  );
}
