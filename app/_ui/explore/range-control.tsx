'use client';

import { CalendarClock, ChevronDown } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Button, buttonClass } from '@/app/_ui/kit/button';
import { choiceClass } from '@/app/_ui/kit/disclosure';
import { Input } from '@/app/_ui/kit/field';
import { Popover } from '@/app/_ui/kit/popover';
import { RangePresetLabel } from '@/app/_ui/view/range-preset-label';
import { localTimes } from '@/lib/dashboards/view/local-times';
import { rangeLabel, rangePresets } from '@/lib/dashboards/view/range-presets';
import type { RangeSpec } from '@/lib/model/query-range';
import { instantOf } from '@/lib/time/zone';

type Props = { range: RangeSpec; timezone: string; fault?: string | undefined; onChange: (range: RangeSpec) => void };

/** The range of a question: the usual ones with their keys, or from one time to another on the question's clock. */
export function RangeControl({ range, timezone, fault, onChange }: Props) {
  const chosen = 'last' in range ? range.last : null;
  return (
    <Popover
      title="Range"
      buttonClass={buttonClass({ size: 'sm' }, 'h-8')}
      panelClass="w-76"
      isInvalid={fault !== undefined}
      label={
        <>
          <CalendarClock aria-hidden className="text-faint" />
          {rangeLabel(range, timezone)}
          <ChevronDown aria-hidden className="size-3.5 text-faint" />
        </>
      }
    >
      {(close) => (
        <>
          <ul className="grid grid-cols-2 gap-0.5">
            {rangePresets.map((preset) => (
              <li key={preset.last}>
                <button
                  type="button"
                  aria-current={preset.last === chosen}
                  className={choiceClass}
                  onClick={() => {
                    close();
                    onChange({ last: preset.last });
                  }}
                >
                  <RangePresetLabel preset={preset} isChosen={preset.last === chosen} />
                </button>
              </li>
            ))}
          </ul>
          <AbsoluteForm
            range={range}
            timezone={timezone}
            onChange={(next) => {
              close();
              onChange(next);
            }}
          />
        </>
      )}
    </Popover>
  );
}

function AbsoluteForm({ range, timezone, onChange }: Props) {
  const [local] = useState(() => localTimes(range, timezone, Date.now()));
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const [from, to] = (['from', 'to'] as const).map((side) => instantIn(timezone, data.get(side)));
    if (from === undefined || to === undefined || !(from < to)) setFault('The end must be after the start.');
    else onChange({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
  };
  return (
    <form onSubmit={submit} className="mt-1.5 grid gap-2 border-t border-line px-1.5 pt-3 pb-1.5">
      {(['from', 'to'] as const).map((side) => (
        <label key={side} className="grid grid-cols-[3rem_1fr] items-center text-sm">
          {side === 'from' ? 'From' : 'To'}
          <Input type="datetime-local" name={side} defaultValue={local[side]} required />
        </label>
      ))}
      {fault !== null && (
        <p role="alert" className="text-xs text-bad">
          {fault}
        </p>
      )}
      <div className="flex items-center justify-between gap-2">
        <span className="truncate text-xs text-faint">Times in {timezone}</span>
        <Button type="submit" size="sm" variant="primary">
          Apply
        </Button>
      </div>
    </form>
  );
}

/** Unix ms of what a `datetime-local` input holds, on the clock of the timezone. */
function instantIn(timezone: string, text: FormDataEntryValue | null): number | undefined {
  const wall = typeof text === 'string' ? Date.parse(`${text}Z`) : NaN;
  return Number.isNaN(wall) ? undefined : instantOf(timezone, wall);
}
