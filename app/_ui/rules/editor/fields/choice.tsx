import type { ReactNode } from 'react';
import { Field, Select } from '@/app/_ui/kit/field';

type Props<T extends string> = {
  id: string;
  label: ReactNode;
  value: T;
  choices: Readonly<Record<T, string>>;
  hint?: string | undefined;
  error?: string | undefined;
  onChange: (value: T) => void;
};

/** One of a few fixed choices, with its label. */
export function Choice<T extends string>({ id, label, value, choices, hint, error, onChange }: Props<T>) {
  return (
    <Field label={label} htmlFor={id} hint={hint} error={error}>
      <Select
        id={id}
        value={value}
        aria-invalid={error !== undefined}
        onChange={(event) => onChange(event.target.value as T)}
      >
        {(Object.entries(choices) as [T, string][]).map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </Select>
    </Field>
  );
}
