'use client';

import { useState, type ComponentProps } from 'react';
import { Input } from '@/app/_ui/kit/field';

type Props = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> & {
  value: number | undefined;
  /** Undefined when the field is empty; not told of a text that is no number. */
  onChange: (value: number | undefined) => void;
};

const written = (value: number | undefined): string => (value === undefined ? '' : String(value));
/** A comma is what many keyboards have for the decimal point. */
function read(text: string): number | undefined | null {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return undefined;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : null;
}

/** A number that is in force while it is typed. It follows when the number is changed elsewhere, for example by dragging. */
export function NumberInput({ value, onChange, ...rest }: Props) {
  const [text, setText] = useState(() => written(value));
  const known = read(text);
  if (known !== value && known !== null) setText(written(value));
  return (
    <Input
      {...rest}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      aria-invalid={known === null || rest['aria-invalid']}
      onChange={(event) => {
        setText(event.target.value);
        const next = read(event.target.value);
        if (next !== null && next !== value) onChange(next);
      }}
      onBlur={() => known === null && setText(written(value))}
    />
  );
}
