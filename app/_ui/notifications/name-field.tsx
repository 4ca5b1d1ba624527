'use client';

import { Field, Input } from '@/app/_ui/kit/field';

type Props = { id: string; value: string; error: string | undefined; onChange: (name: string) => void };

/** The name of what is being made or changed. */
export function NameField({ id, value, error, onChange }: Props) {
  return (
    <Field label="Name" htmlFor={id} {...(error !== undefined && { error })}>
      <Input
        id={id}
        value={value}
        maxLength={80}
        autoComplete="off"
        {...(error !== undefined && { 'aria-invalid': true, 'aria-describedby': `${id}-error` })}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
