'use client';

import { KeyRound } from 'lucide-react';
import { Badge } from '@/app/_ui/kit/badge';
import { Button } from '@/app/_ui/kit/button';
import { Field, Input } from '@/app/_ui/kit/field';
import type { SecretField } from './channel-kinds';

type Props = {
  secret: SecretField;
  isStored: boolean;
  isRemoved: boolean;
  value: string;
  error: string | undefined;
  onChange: (text: string) => void;
  onRemove: (isRemoved: boolean) => void;
};

/** A secret can be written and removed, and is never shown: not even its length. */
export function SecretInput({ secret, isStored, isRemoved, value, error, onChange, onRemove }: Props) {
  const id = `channel-secret-${secret.name}`;
  const isKept = isStored && !isRemoved;
  const hint = isRemoved ? 'It is removed when you save.' : secret.hint;
  return (
    <Field
      label={
        <span className="flex items-center gap-1.5">
          <KeyRound aria-hidden className="size-3.5 text-faint" />
          {secret.label}
          {isKept && <Badge tone="good">Set</Badge>}
        </span>
      }
      htmlFor={id}
      {...(hint !== undefined && { hint })}
      {...(error !== undefined && { error })}
    >
      <div className="flex gap-1.5">
        <Input
          id={id}
          type="password"
          autoComplete="new-password"
          spellCheck={false}
          placeholder={isKept ? 'Set. Leave it empty to keep it' : ''}
          value={value}
          {...(error !== undefined && { 'aria-invalid': true, 'aria-describedby': `${id}-error` })}
          onChange={(event) => onChange(event.target.value)}
        />
        {isStored && secret.isRequired !== true && (
          <Button variant="quiet" className="h-8.5" onClick={() => onRemove(!isRemoved)}>
            {isRemoved ? 'Keep it' : 'Remove'}
          </Button>
        )}
      </div>
    </Field>
  );
}
