'use client';

import type { ReactNode } from 'react';
import { Field, Input, Select } from '@/app/_ui/kit/field';

export type ChoiceProps = {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
};

export function Choice({ id, label, value, onChange, children }: ChoiceProps) {
  return (
    <Field label={label} htmlFor={id}>
      <Select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {children}
      </Select>
    </Field>
  );
}

type TextProps = {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  required?: boolean;
  pattern?: string;
  title?: string;
};

export function Text({ id, label, onChange, ...input }: TextProps) {
  return (
    <Field label={label} htmlFor={id}>
      <Input id={id} autoComplete="off" onChange={(event) => onChange(event.target.value)} {...input} />
    </Field>
  );
}
