'use client';

import Link from 'next/link';
import { useLiveAnswer } from '@/app/_data/live-provider';
import { Dot } from '@/app/_ui/kit/badge';
import { buttonClass } from '@/app/_ui/kit/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { EventTail } from '@/app/_ui/panels/event-tail';
import { FreshnessBadge } from '@/app/_ui/panels/freshness-badge';
import type { TableSpec } from '@/lib/model/query-spec';

type Props = { spec: TableSpec; timezone: string; renderedAt: number };

/** Waits for the first event and shows it the moment it is there. */
export function Arrivals({ spec, timezone, renderedAt }: Props) {
  const { answer, problem } = useLiveAnswer(spec);
  const table = answer?.data.kind === 'table' ? answer.data : null;
  const hasEvents = table !== null && table.rows.length > 0;
  return (
    <Card data-testid="arrivals" data-arrived={hasEvents}>
      <CardHeader
        title={
          <>
            <span className="mr-2 text-accent">3</span>
            Watch it arrive
          </>
        }
        description={hasEvents ? 'Events of the last 24 hours, newest first.' : 'This page notices by itself.'}
        action={answer && <FreshnessBadge meta={answer.meta} renderedAt={renderedAt} problem={problem ?? undefined} />}
      />
      <CardBody>
        <p role="status" className="mb-3 flex items-center gap-2 text-sm">
          <Dot tone={hasEvents ? 'good' : 'accent'} pulse />
          {hasEvents ? (
            <strong className="font-medium">Your events are arriving.</strong>
          ) : (
            (problem?.detail ?? 'Waiting for your first event…')
          )}
        </p>
        {hasEvents && (
          <>
            <div className="h-56 px-4">
              <EventTail
                data={table}
                unit="number"
                timezone={timezone}
                renderedAt={renderedAt}
                title="Events that arrived"
              />
            </div>
            <Link href="/overview" className={buttonClass({ variant: 'primary' }, 'mt-3')}>
              Watch them on the overview
            </Link>
          </>
        )}
      </CardBody>
    </Card>
  );
}
