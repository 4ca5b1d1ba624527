'use client';

import { useState, type ComponentProps } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Field, Input } from '@/app/_ui/kit/field';

type Props = ComponentProps<'input'> & { id: string; label: string; hint?: string };

/** A password that can be looked at. */
export function PasswordField({ id, label, hint, ...rest }: Props) {
  const [isShown, setShown] = useState(false);
  return (
    <Field label={label} htmlFor={id} {...(hint !== undefined && { hint })}>
      <div className="relative">
        <Input {...rest} id={id} type={isShown ? 'text' : 'password'} required className="h-10 pr-16" />
        <Button
          variant="quiet"
          size="sm"
          aria-pressed={isShown}
          aria-controls={id}
          className="absolute top-1.5 right-1.5"
          onClick={() => setShown(!isShown)}
        >
          {isShown ? 'Hide' : 'Show'}
        </Button>
      </div>
    </Field>
  );
}
