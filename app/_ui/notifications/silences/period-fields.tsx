'use client';

import { useState } from 'react';
import type { FieldError } from '@/lib/errors/app-error';
import { CheckLine } from '../check-line';
import { reasonAt } from '../field-faults';
import { TimeField } from '../time-field';
import { presets, type Period } from './silence-period';

type Props = {
  period: Period;
  timezone: string;
  faults: readonly FieldError[];
  onChange: (period: Period) => void;
};

const choices = [...presets.map(({ id, label }) => ({ id, label })), { id: 'until', label: 'Until …' }] as const;

/** How long it is quiet: a preset, or until a date; from now on, or later. */
export function PeriodFields({ period, timezone, faults, onChange }: Props) {
  const [isLater, setLater] = useState(period.from !== '');
  const set = (change: Partial<Period>): void => onChange({ ...period, ...change });
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 text-sm font-medium">For how long</legend>
      <div className="grid grid-cols-4 gap-1" role="radiogroup" aria-label="For how long">
        {choices.map(({ id, label }) => (
          <label
            key={id}
            className="flex h-8.5 cursor-pointer items-center justify-center rounded-md border border-line-strong text-sm select-none hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent-strong has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="silence-length"
              className="sr-only"
              checked={period.length === id}
              onChange={() => set({ length: id })}
            />
            {label}
          </label>
        ))}
      </div>
      {period.startedAt === null && (
        <CheckLine
          label="Begin later"
          isChecked={isLater}
          onChange={(isChecked) => {
            setLater(isChecked);
            set({ from: isChecked ? period.until : '' });
          }}
        />
      )}
      <div className="grid gap-3 empty:hidden sm:grid-cols-2">
        {isLater && (
          <TimeField
            id="silence-from"
            label="From"
            value={period.from}
            error={reasonAt(faults, 'startsAt')}
            onChange={(from) => set({ from })}
          />
        )}
        {period.length === 'until' && (
          <TimeField
            id="silence-until"
            label="Until"
            value={period.until}
            error={reasonAt(faults, 'endsAt')}
            onChange={(until) => set({ until })}
          />
        )}
      </div>
      {(isLater || period.length === 'until') && <p className="-mt-1 text-xs text-faint">Times in {timezone}</p>}
    </fieldset>
  );
}
