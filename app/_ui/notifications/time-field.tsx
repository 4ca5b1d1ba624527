'use client';

import { Field, Input } from '@/app/_ui/kit/field';

type Props = {
  id: string;
  label: string;
  value: string;
  error?: string | null | undefined;
  onChange: (value: string) => void;
};

/** A date with a time. */
export function TimeField({ id, label, value, error, onChange }: Props) {
  return (
    <Field label={label} htmlFor={id} {...(typeof error === 'string' && { error })}>
      <Input id={id} type="datetime-local" value={value} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}
