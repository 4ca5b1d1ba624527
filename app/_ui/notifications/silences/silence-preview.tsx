'use client';

import { useQuery } from '@tanstack/react-query';
import { Skeleton } from '@/app/_ui/kit/skeleton';
import { formatBucket } from '@/lib/chart/format-time';
import type { Alert } from '@/lib/model/incident';
import type { Matcher } from '@/lib/model/matcher';
import { matcherFault } from '../matcher-words';
import { previewSilence } from '../notification-calls';
import { useSettled } from '../use-settled';

type Props = { workspace: string; timezone: string; matchers: readonly Matcher[] };

const settleMs = 300;

/** What the silence keeps from being told now, and what it would have kept in the last 7 days; asked when the typing stops. */
export function SilencePreviewCard({ workspace, timezone, matchers }: Props) {
  const settled = useSettled(JSON.stringify(matchers), settleMs);
  const asked = JSON.parse(settled) as Matcher[];
  const isAskable = asked.length > 0 && asked.every((matcher) => matcherFault(matcher) === null);
  const { data, error, isPending } = useQuery({
    queryKey: ['silence-preview', workspace, settled],
    queryFn: () => previewSilence(workspace, asked),
    enabled: isAskable,
    retry: false,
    staleTime: 10_000,
    placeholderData: (last) => last,
  });
  if (!isAskable)
    return <p className="rounded-md bg-sunken px-3 py-2 text-sm text-muted">Name a label to see what becomes quiet.</p>;
  if (error) return <p className="rounded-md bg-sunken px-3 py-2 text-sm text-muted">No preview: {error.message}</p>;
  if (isPending) return <Skeleton className="h-20" />;
  const { now, past } = data;
  return (
    <section aria-label="Preview" aria-live="polite" className="grid gap-3 rounded-lg border border-line px-3.5 py-3">
      <div>
        <h3 className="text-sm font-medium">
          {now.length === 0 ? 'Mutes nothing right now' : `Mutes ${alertCount(now.length)} right now`}
        </h3>
        <AlertLines alerts={now} timezone={timezone} />
      </div>
      <div>
        <h3 className="text-sm font-medium">
          {past.count === 0
            ? 'Would have muted nothing in the last 7 days'
            : `Would have muted ${alertCount(past.count)} in the last 7 days`}
        </h3>
        <AlertLines alerts={past.alerts} timezone={timezone} />
      </div>
    </section>
  );
}

const alertCount = (count: number): string => `${count} ${count === 1 ? 'alert' : 'alerts'}`;

const mostShown = 8;

function AlertLines({ alerts, timezone }: { alerts: readonly Alert[]; timezone: string }) {
  if (alerts.length === 0) return null;
  return (
    <ul className="mt-1 grid gap-1">
      {alerts.slice(0, mostShown).map((alert) => (
        <li key={alert.id} className="min-w-0 text-xs">
          <p className="truncate font-mono text-2xs" title={labelText(alert.labels)}>
            {labelText(alert.labels)}
          </p>
          <p className="truncate text-muted">
            {formatBucket(alert.startsAt, '1m', timezone)} <span aria-hidden>·</span> {alert.because}
          </p>
        </li>
      ))}
      {alerts.length > mostShown && <li className="text-xs text-faint">and {alerts.length - mostShown} more</li>}
    </ul>
  );
}

/** The name of the alert first. */
const labelText = ({ alertname, ...labels }: Readonly<Record<string, string>>): string =>
  [...(alertname === undefined ? [] : [alertname]), ...Object.entries(labels).map((pair) => pair.join('='))].join(', ');
