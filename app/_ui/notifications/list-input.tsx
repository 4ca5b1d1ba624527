'use client';

import { useState } from 'react';
import { Input } from '@/app/_ui/kit/field';

type Props = {
  id: string;
  value: readonly string[];
  placeholder?: string;
  isInvalid?: boolean;
  onChange: (values: string[]) => void;
};

/** Words separated by commas. What is typed stays as it is typed. */
export function ListInput({ id, value, placeholder, isInvalid = false, onChange }: Props) {
  const [text, setText] = useState(value.join(', '));
  return (
    <Input
      id={id}
      autoComplete="off"
      spellCheck={false}
      className="font-mono text-xs"
      placeholder={placeholder}
      value={text}
      {...(isInvalid && { 'aria-invalid': true, 'aria-describedby': `${id}-error` })}
      onChange={(event) => {
        setText(event.target.value);
        onChange(event.target.value.split(/[\s,]+/).filter((word) => word !== ''));
      }}
    />
  );
}
