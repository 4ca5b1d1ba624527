'use client';

import { Play, Square } from 'lucide-react';
import { useEffect, useState } from 'react';
import { RangeControl } from '@/app/_ui/explore/range-control';
import { Button } from '@/app/_ui/kit/button';
import type { RangeSpec } from '@/lib/model/query-range';

type Props = {
  range: RangeSpec;
  timezone: string;
  startedAt: number | null;
  onRange: (range: RangeSpec) => void;
  onCancel: () => void;
};

/** Run, cancel, and the time that the placeholders stand for. */
export function RunBar({ range, timezone, startedAt, onRange, onCancel }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-2 border-t border-line px-3 py-2.5">
      {startedAt === null ? (
        <Button key="run" type="submit" variant="primary">
          <Play aria-hidden />
          Run
        </Button>
      ) : (
        // A button of its own: one that turned into "Run" while it is clicked would submit the form.
        <Button key="cancel" onClick={onCancel}>
          <Square aria-hidden />
          Cancel
        </Button>
      )}
      <RangeControl range={range} timezone={timezone} onChange={onRange} />
      {startedAt !== null && <Elapsed since={startedAt} />}
      <p id="sql-hint" className="ml-auto text-xs text-faint max-sm:w-full">
        <kbd className="font-mono">Ctrl</kbd> or <kbd className="font-mono">⌘</kbd> with{' '}
        <kbd className="font-mono">Enter</kbd> runs it. <code className="font-mono">{'{from}'}</code> and{' '}
        <code className="font-mono">{'{to}'}</code> are the chosen time.
      </p>
    </div>
  );
}

function Elapsed({ since }: { since: number }) {
  const [ms, setMs] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setMs(performance.now() - since), 100);
    return () => clearInterval(timer);
  }, [since]);
  return (
    <span className="text-sm text-muted tabular-nums">
      <span role="status" className="sr-only">
        The statement runs.
      </span>
      {(ms / 1_000).toFixed(1)} s
    </span>
  );
}
