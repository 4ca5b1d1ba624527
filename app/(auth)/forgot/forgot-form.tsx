'use client';

import { useState, type FormEvent } from 'react';
import { callPublic } from '@/app/_ui/http/call-public';
import { Button } from '@/app/_ui/kit/button';
import { Field, Input } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';

/** Asks for the link; what comes next is the same, whoever signs in with the address or nobody. */
export function ForgotForm() {
  const [email, setEmail] = useState('');
  const [isSent, setSent] = useState(false);
  const { isBusy, fault, run } = useAction();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSent(await run(() => callPublic('/api/password/forgot', { email })));
  };
  if (isSent)
    return (
      <Notice title="Look into your mail">
        If somebody signs in with {email.trim()}, a link is on its way. It is good for one hour. Nothing there? Look
        into the spam folder, and at the spelling of the address.
      </Notice>
    );
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      {fault !== null && <Notice tone="bad">{fault}</Notice>}
      <Field label="Email" htmlFor="email">
        <Input
          id="email"
          type="email"
          autoComplete="username"
          required
          autoFocus
          className="h-10"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" disabled={isBusy} aria-busy={isBusy} className="w-full">
        Send the link
      </Button>
    </form>
  );
}
