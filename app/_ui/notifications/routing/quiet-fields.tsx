'use client';

import { TimezonePicker } from '@/app/_ui/explore/timezone-picker';
import { buttonClass } from '@/app/_ui/kit/button';
import { Field, Input } from '@/app/_ui/kit/field';
import type { FieldError } from '@/lib/errors/app-error';
import type { QuietHours } from '@/lib/model/routing';
import { severities } from '@/lib/model/severity';
import { CheckLine } from '../check-line';
import { reasonAt } from '../field-faults';
import { TickRow } from '../tick-row';
import { weekdayNames } from './routing-words';

type Props = {
  quiet: QuietHours | undefined;
  /** The workspace's. */
  timezone: string;
  faults: readonly FieldError[];
  onChange: (quiet: QuietHours | undefined) => void;
};

/** When messages wait until the morning, and which do not. */
export function QuietFields({ quiet, timezone, faults, onChange }: Props) {
  const begin: QuietHours = {
    timezone,
    from: '22:00',
    until: '07:00',
    days: [1, 2, 3, 4, 5, 6, 7],
    except: ['critical'],
  };
  return (
    <fieldset className="grid gap-3">
      <legend className="sr-only">Quiet hours</legend>
      <CheckLine
        label="Quiet hours"
        hint="Messages wait until they are over."
        isChecked={quiet !== undefined}
        onChange={(isOn) => onChange(isOn ? begin : undefined)}
      />
      {quiet && <Hours {...{ quiet, timezone, faults, onChange }} />}
    </fieldset>
  );
}

function Hours({ quiet, timezone, faults, onChange }: Props & { quiet: QuietHours }) {
  const set = (change: Partial<QuietHours>): void => onChange({ ...quiet, ...change });
  const time = (name: 'from' | 'until', label: string) => {
    const error = reasonAt(faults, name);
    return (
      <Field label={label} htmlFor={`quiet-${name}`} {...(error !== undefined && { error })}>
        <Input
          id={`quiet-${name}`}
          type="time"
          value={quiet[name]}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      </Field>
    );
  };
  const daysError = reasonAt(faults, 'days');
  return (
    <div className="grid gap-3 rounded-lg border border-line p-3">
      <div className="grid grid-cols-2 gap-3">
        {time('from', 'From')}
        {time('until', 'Until')}
      </div>
      <TimezonePicker
        timezone={quiet.timezone}
        home={timezone}
        buttonClass={buttonClass({ size: 'sm' }, 'font-normal')}
        onChoose={(zone) => set({ timezone: zone })}
      />
      <TickRow
        legend="On days on which they begin"
        choices={weekdayNames.map((name, index) => ({ value: index + 1, label: name.slice(0, 3) }))}
        chosen={quiet.days}
        onChange={(days) => set({ days: days.sort((a, b) => a - b) })}
      />
      {daysError !== undefined && (
        <p role="alert" className="text-xs text-bad">
          {daysError}
        </p>
      )}
      <TickRow
        legend="Told all the same"
        choices={severities.map((severity) => ({ value: severity, label: severity }))}
        chosen={quiet.except}
        onChange={(except) => set({ except })}
      />
    </div>
  );
}
