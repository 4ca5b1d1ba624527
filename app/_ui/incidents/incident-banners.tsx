'use client';

import Link from 'next/link';
import type { IncidentChange } from '@/app/_data/incidents/incident-change';
import { isOpen } from '@/app/_data/incidents/incident-filter';
import { Button } from '@/app/_ui/kit/button';
import { Notice } from '@/app/_ui/kit/notice';
import { useNow } from '@/app/_ui/panels/use-now';
import { formatMoment } from '@/lib/chart/format-time';
import type { IncidentView } from '@/lib/incidents/incident-view';
import { ageText, incidentHref, isSnoozed, lastedMs } from './incident-words';
import { When } from './when';

type Props = {
  view: Pick<IncidentView, 'incident' | 'mergedInto'>;
  workspace: string;
  timezone: string;
  renderedAt: number;
  /** Absent for those who may only look. */
  onChange?: ((change: IncidentChange) => void) | undefined;
};

/** What is out of the ordinary about an incident: it is over, merged, asleep, or nobody was told of it. */
export function IncidentBanners(props: Props) {
  const { view, workspace, timezone, renderedAt, onChange } = props;
  const { incident, mergedInto } = view;
  const now = useNow(renderedAt);
  const { status, resolvedAt, snoozedUntil } = incident;
  if (status === 'merged')
    return (
      <Notice className="mb-4" title="This incident was merged into another one">
        Its alerts are handled there.{' '}
        {mergedInto && (
          <Link
            href={incidentHref(mergedInto.id, workspace)}
            prefetch={false}
            className="text-accent-strong underline underline-offset-2"
          >
            #{mergedInto.number} {mergedInto.title}
          </Link>
        )}
      </Notice>
    );
  if (!isOpen(incident))
    return (
      <Notice className="mb-4" title={`Resolved after ${ageText(lastedMs(incident, now))}`}>
        {resolvedAt !== null && (
          <>
            <When at={resolvedAt} {...{ timezone, renderedAt }} />.{' '}
          </>
        )}
        It is reopened by itself when one of its series fires again soon.
      </Notice>
    );
  if (snoozedUntil !== null && isSnoozed(incident, now))
    return (
      <Notice
        tone="warn"
        className="mb-4"
        title={`Snoozed for ${ageText(snoozedUntil - now)}`}
        action={
          onChange && (
            <Button size="sm" onClick={() => onChange({ kind: 'unsnooze' })}>
              End snooze
            </Button>
          )
        }
      >
        Nobody is told anything until {formatMoment(snoozedUntil, timezone).slice(11, 16)}.
      </Notice>
    );
  if (!incident.isCorroborated)
    return (
      <Notice className="mb-4" title="Watching, told to nobody">
        Only one series is odd so far. Somebody is told as soon as a second place is affected too, or another rule
        fires.
      </Notice>
    );
  return null;
}
