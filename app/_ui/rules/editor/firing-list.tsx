'use client';

import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { formatBucket } from '@/lib/chart/format-time';
import type { BacktestAnswer, Firing } from '@/lib/model/backtest';
import { formatDuration } from '@/lib/time/duration';
import { SeverityMark } from '@/app/_ui/alerting/severity-mark';
import { seriesLabel } from './backtest-chart';

type Props = {
  answer: BacktestAnswer;
  selected: Firing | null;
  timezone: string;
  onSelect: (firing: Firing | null) => void;
};

const shownAtFirst = 6;

/** Every time it would have fired, newest first; choosing one shows it close up on the chart. */
export function FiringList({ answer, selected, timezone, onSelect }: Props) {
  const [isWhole, setWhole] = useState(false);
  const newest = answer.firings.toReversed();
  const shown = isWhole ? newest : newest.slice(0, shownAtFirst);
  if (newest.length === 0) return null;
  const left = answer.counts.alerts - answer.firings.length;
  return (
    <>
      <ul
        aria-label="Firings"
        className="scroll-quiet mt-3 max-h-96 divide-y divide-line overflow-y-auto rounded-md border border-line"
      >
        {shown.map((firing, index) => (
          <li key={index}>
            <button
              type="button"
              aria-pressed={firing === selected}
              onClick={() => onSelect(firing === selected ? null : firing)}
              className="grid w-full grid-cols-[4.75rem_minmax(0,1fr)_auto] items-start gap-x-3 px-3 py-2 text-left text-sm transition-colors hover:bg-hover focus-visible:-outline-offset-2 aria-pressed:bg-accent-soft"
            >
              <span title="The highest severity that it reached">
                <SeverityMark severity={firing.severity} />
              </span>
              <span className="min-w-0">
                <span className="tabular-nums">{formatBucket(firing.from, '1m', timezone)}</span>
                {Object.keys(firing.labels).length > 0 && (
                  <span className="font-medium"> · {seriesLabel(firing.labels)}</span>
                )}
                <span className="block truncate text-xs text-muted" title={firing.because}>
                  {firing.because}
                </span>
              </span>
              <span className="text-xs/5 text-muted tabular-nums">
                {firing.to === null ? 'still firing' : formatDuration(firing.to - firing.from)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {newest.length > shownAtFirst && (
        <Button size="sm" variant="quiet" className="mt-1.5" onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show fewer' : `Show all ${newest.length}`}
        </Button>
      )}
      {left > 0 && (
        <p className="mt-1 text-xs text-faint">
          The first {answer.firings.length} of {answer.counts.alerts} are listed.
        </p>
      )}
    </>
  );
}
