'use client';

import { useEffect, useRef, useState, type ComponentProps } from 'react';
import { Input } from '@/app/_ui/kit/field';

type Props = Omit<ComponentProps<'input'>, 'value' | 'onChange'> & {
  value: string;
  /** Told once the typing rests, on Enter and when the field is left. */
  onCommit: (text: string) => void;
};

const restMs = 450;

/** A text field whose text becomes part of the question only when the typing rests. */
export function TypedInput({ value, onCommit, ...rest }: Props) {
  const [state, setState] = useState({ text: value, from: value });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // Changed from elsewhere, for example by going back.
  if (state.from !== value) setState({ text: value.trim() === state.text.trim() ? state.text : value, from: value });
  const commit = (text: string): void => {
    clearTimeout(timer.current);
    if (text.trim() !== value) onCommit(text.trim());
  };
  return (
    <Input
      {...rest}
      value={state.text}
      onChange={(event) => {
        const { value: text } = event.target;
        setState({ text, from: value });
        clearTimeout(timer.current);
        timer.current = setTimeout(() => commit(text), restMs);
      }}
      onBlur={() => commit(state.text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit(state.text);
      }}
    />
  );
}
