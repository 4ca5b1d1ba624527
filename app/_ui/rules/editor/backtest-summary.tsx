import { Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatBucket } from '@/lib/chart/format-time';
import { formatValue } from '@/lib/chart/format-number';
import type { BacktestAnswer } from '@/lib/model/backtest';
import { formatDuration } from '@/lib/time/duration';
import { spanText } from '@/lib/alerts/rule-words';
import type { BacktestDays } from './use-backtest';

type Props = { answer: BacktestAnswer; days: BacktestDays; isPending: boolean; timezone: string };

const times = (count: number): string => (count === 1 ? 'once' : `${formatValue(count, 'count')} times`);
const incidentsOf = (count: number): string =>
  `${formatValue(count, 'count')} ${count === 1 ? 'incident' : 'incidents'}`;

/** `Would have fired 12 times in the last 7 days (3 incidents)`, and how that went. */
export function BacktestSummary({ answer, days, isPending, timezone }: Props) {
  const { counts, note, evaluations, evaluatedEvery, tookMs } = answer;
  const { alerts, incidents, first, longestMs, flaps, open } = counts;
  return (
    <>
      <p className="text-base" aria-live="polite" data-testid="backtest">
        {isPending ? 'Looking back again…' : ''}
        <span className={isPending ? 'sr-only' : ''}>
          {alerts === 0 ? (
            <>
              Would <strong className="font-semibold">not have fired</strong> in the last {days} days.
            </>
          ) : (
            <>
              Would have fired <strong className="font-semibold">{times(alerts)}</strong> in the last {days} days (
              {incidentsOf(incidents)}).
            </>
          )}
        </span>
      </p>
      {alerts > 0 && (
        <dl className="mt-2 flex flex-wrap gap-x-8 gap-y-2">
          {first !== null && <Fact name="First">{formatBucket(first, '1m', timezone)}</Fact>}
          <Fact name="Longest">{formatDuration(longestMs)}</Fact>
          <Fact name="Flaps">
            <span title="Fired again within an hour of resolving">{formatValue(flaps, 'count')}</span>
          </Fact>
          {open > 0 && <Fact name="Firing now">{formatValue(open, 'count')}</Fact>}
        </dl>
      )}
      <p className="mt-2 text-xs text-faint">
        {formatValue(evaluations, 'count')} evaluations, every {spanText(evaluatedEvery)}, in {formatDuration(tookMs)}.
      </p>
      {note !== null && (
        <p className="mt-1 flex items-start gap-1.5 text-xs text-muted">
          <Info aria-hidden className="mt-0.5 size-3.5 shrink-0 text-faint" />
          {note}
        </p>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-faint">{name}</dt>
      <dd className="text-sm font-medium tabular-nums">{children}</dd>
    </div>
  );
}
