'use client';

import { Field, Input, Select } from '@/app/_ui/kit/field';

export type RetentionChoice = { choice: string; text: string };

const presets = [30, 90, 180, 365, 730];
const forever = 'forever';
const other = 'other';

export function choiceOf(days: number | null): RetentionChoice {
  const isPreset = days !== null && presets.includes(days);
  return { choice: days === null ? forever : isPreset ? String(days) : other, text: String(days ?? 365) };
}

/** The days that are chosen, null for ever; undefined when they are none. */
export function daysOf({ choice, text }: RetentionChoice): number | null | undefined {
  if (choice === forever) return null;
  const days = Number(choice === other ? text : choice);
  return Number.isInteger(days) && days >= 1 && days <= 36_500 ? days : undefined;
}

type Props = { value: RetentionChoice; onChange: (value: RetentionChoice) => void; disabled: boolean };

export function RetentionFields({ value, onChange, disabled }: Props) {
  return (
    <>
      <div className="w-44">
        <Field label="Keep events" htmlFor="retention">
          <Select
            id="retention"
            value={value.choice}
            disabled={disabled}
            onChange={(event) => onChange({ ...value, choice: event.target.value })}
          >
            <option value={forever}>For ever</option>
            {presets.map((preset) => (
              <option key={preset} value={preset}>
                {preset} days
              </option>
            ))}
            <option value={other}>Other …</option>
          </Select>
        </Field>
      </div>
      {value.choice === other && (
        <div className="w-28">
          <Field label="Days" htmlFor="retention-days">
            <Input
              id="retention-days"
              inputMode="numeric"
              value={value.text}
              disabled={disabled}
              aria-invalid={daysOf(value) === undefined}
              onChange={(event) => onChange({ ...value, text: event.target.value })}
            />
          </Field>
        </div>
      )}
    </>
  );
}
