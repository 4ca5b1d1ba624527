import { Progress } from '@/app/_ui/kit/progress';
import { formatExact, formatValue } from '@/lib/chart/format-number';
import type { SampleStatus } from '@/lib/model/sample';
import { formatDuration, secondMs } from '@/lib/time/duration';

/** How far the history of the sample is loaded, how fast, and how long it will take. */
export function SampleProgress({ sample }: { sample: SampleStatus }) {
  const { rowsLoaded, rowsTotal, rowsPerSecond, etaMs, progress } = sample;
  return (
    <div className="grid gap-1.5">
      <Progress value={rowsTotal === 0 ? null : progress} label="Loading the sample" />
      <p className="flex flex-wrap justify-between gap-x-4 text-xs text-muted">
        <span>
          {rowsTotal === 0
            ? 'Preparing the flights'
            : `${formatExact(rowsLoaded, 'count')} of ${formatExact(rowsTotal, 'count')} flights`}
        </span>
        {rowsPerSecond !== null && (
          <span>
            {formatValue(rowsPerSecond, 'per_second')}
            {etaMs !== null && `, ${formatDuration(Math.max(secondMs, etaMs))} left`}
          </span>
        )}
      </p>
    </div>
  );
}
