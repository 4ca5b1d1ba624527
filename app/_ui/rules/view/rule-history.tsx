'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { callApi } from '@/app/_ui/http/call-api';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardHeader } from '@/app/_ui/kit/card';
import { Notice } from '@/app/_ui/kit/notice';
import { Skeleton } from '@/app/_ui/kit/skeleton';
import { formatBucket } from '@/lib/chart/format-time';
import type { Alert } from '@/lib/model/incident';
import { formatDuration } from '@/lib/time/duration';
import { SeverityMark } from '@/app/_ui/alerting/severity-mark';
import { LabelChips } from '@/app/_ui/alerting/label-chips';

type Props = { ruleId: string; workspace: string; timezone: string };
type Page = { alerts: Alert[]; cursor: string | null };

/** Every time the rule has fired, newest first, with the incident that came of it. */
export function RuleHistory({ ruleId, workspace, timezone }: Props) {
  const history = useInfiniteQuery({
    queryKey: ['alerts', workspace, ruleId],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({ rule: ruleId, limit: '25', ...(pageParam && { cursor: pageParam }) });
      return callApi<Page>(`/api/alerts?${search.toString()}`, { method: 'GET', workspace, signal });
    },
    getNextPageParam: ({ cursor }) => cursor,
    refetchInterval: 15_000,
    retry: false,
  });
  const alerts = history.data?.pages.flatMap((page) => page.alerts) ?? [];
  return (
    <Card className="mt-3 pb-2">
      <CardHeader
        title="History"
        description={history.isSuccess && alerts.length === 0 ? 'It has not fired yet.' : undefined}
      />
      {history.isPending && (
        <div className="px-5 py-3">
          <Skeleton className="h-10" />
        </div>
      )}
      {history.error && (
        <Notice
          tone="bad"
          className="mx-5 my-3"
          title="The history could not be read"
          action={
            <Button size="sm" onClick={() => void history.refetch()}>
              Try again
            </Button>
          }
        >
          {history.error.message}
        </Notice>
      )}
      {alerts.length > 0 && (
        <ul className="mt-2 divide-y divide-line" aria-label="Alerts of this rule">
          {alerts.map((alert) => (
            <AlertRow key={alert.id} {...{ alert, workspace, timezone }} />
          ))}
        </ul>
      )}
      {history.hasNextPage && (
        <div className="px-5 py-2">
          <Button size="sm" disabled={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            Show earlier ones
          </Button>
        </div>
      )}
    </Card>
  );
}

function AlertRow({ alert, workspace, timezone }: { alert: Alert; workspace: string; timezone: string }) {
  const { alertname: _, severity: __, ...labels } = alert.labels;
  return (
    <li className="relative grid gap-x-4 gap-y-1 px-5 py-2.5 text-sm transition-colors hover:bg-hover sm:grid-cols-[6rem_minmax(0,1fr)_auto]">
      <SeverityMark severity={alert.severity} />
      <span className="min-w-0">
        <Link
          href={`/incidents/${alert.incidentId}?workspace=${workspace}`}
          prefetch={false}
          className="font-medium after:absolute after:inset-0"
        >
          {formatBucket(alert.startsAt, '1m', timezone)}
        </Link>
        <span className="block text-xs text-muted wrap-anywhere">{alert.because}</span>
        <span className="mt-1 block">
          <LabelChips labels={labels} none="All of it" />
        </span>
      </span>
      <span className="text-xs/5 text-muted tabular-nums">
        {alert.endsAt === null ? 'firing' : `for ${formatDuration(alert.endsAt - alert.startsAt)}`}
      </span>
    </li>
  );
}
