import { CircleCheck } from 'lucide-react';
import { Badge } from '@/app/_ui/kit/badge';
import { Card, CardHeader } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { formatDuration } from '@/lib/time/duration';
import type { BreakerStatus } from '@/lib/breaker/breakers';

type Props = { breakers: readonly BreakerStatus[]; startedAt: number; now: number };

/** When which part stopped answering and when it was back, newest first. */
export function HealthHistory({ breakers, startedAt, now }: Props) {
  const changes = breakers
    .flatMap(({ name, label, history }) => history.map((change) => ({ ...change, name, label })))
    .sort((a, b) => b.at - a.at);
  const ago = (at: number): string => formatDuration(Math.max(0, now - at));
  return (
    <Card className="overflow-hidden">
      <CardHeader
        title="What happened"
        description={`Since the portal started, ${ago(startedAt)} ago.`}
        className="pb-3"
      />
      {changes.length === 0 ? (
        <EmptyState icon={CircleCheck} title="Nothing has failed" className="pt-2">
          When a part stops answering, it stands here with the reason and with how long it took.
        </EmptyState>
      ) : (
        <ol className="divide-y divide-line border-t border-line">
          {changes.map(({ at, to, reason, name, label }) => (
            <li
              key={`${name} ${at} ${to}`}
              className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-5 py-2.5 text-sm"
            >
              <Badge tone={to === 'open' ? 'bad' : 'good'}>{to === 'open' ? 'Stopped answering' : 'Back'}</Badge>
              <span className="font-medium">{label}</span>
              <span className="min-w-0 flex-1 basis-48 break-words text-muted">{reason}</span>
              <time
                dateTime={new Date(at).toISOString()}
                title={new Date(at).toISOString()}
                className="text-xs whitespace-nowrap text-faint tabular-nums"
              >
                {ago(at)} ago
              </time>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
