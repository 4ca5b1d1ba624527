'use client';

import { Field, Input, Select } from '@/app/_ui/kit/field';
import { parseDuration, type DurationUnit } from '@/lib/time/duration';

type Props = {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: string;
  onChange: (span: string) => void;
};

const units: readonly (readonly [DurationUnit, string])[] = [
  ['s', 'seconds'],
  ['m', 'minutes'],
  ['h', 'hours'],
  ['d', 'days'],
];

/** A length of time as a number and its unit; it is stored as `30s`, `10m` and the like. */
export function SpanField({ id, label, hint, error, ...span }: Props) {
  return (
    <Field label={label} htmlFor={id} {...(hint !== undefined && { hint })} {...(error !== undefined && { error })}>
      <SpanInput id={id} name={label} isInvalid={error !== undefined} {...span} />
    </Field>
  );
}

type InputProps = Pick<Props, 'id' | 'value' | 'onChange'> & { name: string; isInvalid?: boolean };

export function SpanInput({ id, name, value, isInvalid = false, onChange }: InputProps) {
  const { count, unit } = partsOf(value);
  return (
    <div className="flex gap-1.5">
      <Input
        id={id}
        type="number"
        inputMode="numeric"
        min={0}
        max={99_999}
        aria-label={name}
        className="w-18 shrink-0"
        value={count}
        {...(isInvalid && { 'aria-invalid': true, 'aria-describedby': `${id}-error` })}
        onChange={(event) => onChange(`${event.target.value}${unit}`)}
      />
      <Select
        aria-label={`${name}: unit`}
        className="w-auto"
        value={unit}
        onChange={(event) => onChange(`${count}${event.target.value}`)}
      >
        {units.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </Select>
    </div>
  );
}

/** `0m` and an empty count are kept as they are typed; they become `0s`, or a fault, when the form is done. */
function partsOf(value: string): { count: string; unit: string } {
  const known = parseDuration(value);
  if (known?.unit === 'w') return { count: String(known.count * 7), unit: 'd' };
  const match = /^(\d*)([smhd])$/.exec(value);
  return { count: match?.[1] ?? '', unit: match?.[2] ?? 'm' };
}

/** As it is stored: nothing at all is `0s`. */
export const tidySpan = (value: string): string => (/^0*[smhd]$/.test(value) ? '0s' : value.replace(/^0+/, ''));
