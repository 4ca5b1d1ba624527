'use client';

import { useQuery } from '@tanstack/react-query';
import { Crosshair } from 'lucide-react';
import { suspectsQuery } from '@/app/_data/incidents/incident-queries';
import { useWorkspace } from '@/app/_data/live-provider';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { Skeleton } from '@/app/_ui/kit/skeleton';
import { formatValue } from '@/lib/chart/format-number';
import { fieldLabel } from '@/lib/dashboards/view/filter-words';
import type { Suspect } from '@/lib/model/incident';

/** What moved most between the time of the incident and before: asked from the engine once the page is there. */
export function Suspects({ id }: { id: string }) {
  const { data, error, refetch, isFetching } = useQuery(suspectsQuery(useWorkspace(), id));
  return (
    <Card>
      <CardHeader
        title="Suspects"
        description={
          data?.basis ? `What moved most in ${data.basis.title}` : 'What moved most, against the time before'
        }
      />
      <CardBody>
        {data && data.suspects.length > 0 && <SuspectList suspects={data.suspects} />}
        {data?.suspects.length === 0 && (
          <p className="text-sm text-muted">{data.unavailable ?? 'No value or service stands out.'}</p>
        )}
        {!data && !error && <Waiting />}
        {!data && error && (
          <div className="grid justify-items-start gap-2 text-sm text-muted">
            <p>{error.message}</p>
            <Button size="sm" onClick={() => void refetch()} disabled={isFetching}>
              Try again
            </Button>
          </div>
        )}
      </CardBody>
    </Card>
  );
}

function Waiting() {
  return (
    <div role="status" aria-label="Looking for suspects" className="grid gap-3">
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} className="h-10" />
      ))}
    </div>
  );
}

function SuspectList({ suspects }: { suspects: readonly Suspect[] }) {
  return (
    <ol className="grid gap-3">
      {suspects.map(({ field, value, observed, expected, share }, index) => (
        <li key={`${field} ${value}`}>
          <p className="flex items-baseline gap-2 text-sm">
            {index === 0 && <Crosshair aria-hidden className="size-3.5 shrink-0 self-center text-bad" />}
            <span className="min-w-0 truncate" title={`${field} ${value}`}>
              <span className="text-muted">{fieldLabel(field)}</span> <span className="font-medium">{value}</span>
            </span>
            <span className="ml-auto shrink-0 font-medium tabular-nums">{Math.round(share * 100)} %</span>
          </p>
          <div aria-hidden className="mt-1 h-1.5 overflow-hidden rounded-full bg-sunken">
            <div
              className="h-full rounded-full bg-accent"
              style={{ width: `${Math.min(100, Math.max(2, share * 100))}%` }}
            />
          </div>
          <p className="mt-0.5 text-xs text-muted tabular-nums">
            {formatValue(observed, 'number')}, expected {formatValue(expected, 'number')}
          </p>
        </li>
      ))}
    </ol>
  );
}
