'use client';

import { CalendarClock, Check, ChevronDown, Play, Square } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, buttonClass } from '@/app/_ui/kit/button';
import { choiceClass, Disclosure } from '@/app/_ui/kit/disclosure';
import { rangeLabel, rangePresets } from '@/lib/dashboards/range-presets';
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
      <TimeMenu range={range} timezone={timezone} onRange={onRange} />
      {startedAt !== null && <Elapsed since={startedAt} />}
      <p id="sql-hint" className="ml-auto text-xs text-faint max-sm:w-full">
        <kbd className="font-mono">Ctrl</kbd> or <kbd className="font-mono">⌘</kbd> with{' '}
        <kbd className="font-mono">Enter</kbd> runs it. <code className="font-mono">{'{from}'}</code> and{' '}
        <code className="font-mono">{'{to}'}</code> are the chosen time.
      </p>
    </div>
  );
}

function TimeMenu({ range, timezone, onRange }: Pick<Props, 'range' | 'timezone' | 'onRange'>) {
  const chosen = 'last' in range ? range.last : null;
  return (
    <Disclosure
      labelClass={buttonClass()}
      panelClass="w-52"
      label={
        <>
          <CalendarClock aria-hidden className="text-faint" />
          {rangeLabel(range, timezone)}
          <ChevronDown aria-hidden className="size-3.5 text-faint" />
        </>
      }
    >
      <ul>
        {rangePresets.map(({ last, label }) => (
          <li key={last}>
            <button
              type="button"
              aria-current={last === chosen}
              className={choiceClass}
              onClick={(event) => {
                onRange({ last });
                const menu = event.currentTarget.closest('details');
                if (menu) menu.open = false;
              }}
            >
              <span className="flex-1">{label}</span>
              {last === chosen && <Check aria-hidden />}
            </button>
          </li>
        ))}
      </ul>
    </Disclosure>
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
