'use client';

import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Field, Input } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';
import { acceptCall, signInWith, type Joined } from './accept-call';

type Props = { token: string; email: string; onJoined: (joined: Joined) => void };

/** The account that somebody makes with an invitation. */
export function NewPerson({ token, email, onJoined }: Props) {
  const [person, setPerson] = useState({ name: '', password: '' });
  const { isBusy, fault, run } = useAction();
  const create = () =>
    run(async () => {
      const joined = await acceptCall({ token, person });
      await signInWith(email, person.password);
      onJoined(joined);
    });
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label="Your name" htmlFor="name">
        <Input
          id="name"
          value={person.name}
          required
          maxLength={80}
          autoComplete="name"
          className="h-10"
          onChange={(event) => setPerson({ ...person, name: event.target.value })}
        />
      </Field>
      <Field label="New password" htmlFor="new-password" hint="At least 12 characters. A few words work well.">
        <Input
          id="new-password"
          type="password"
          value={person.password}
          required
          minLength={12}
          maxLength={1_024}
          autoComplete="new-password"
          className="h-10"
          onChange={(event) => setPerson({ ...person, password: event.target.value })}
        />
      </Field>
      {fault !== null && <Notice tone="bad">{fault}</Notice>}
      <Button type="submit" variant="primary" size="lg" disabled={isBusy} aria-busy={isBusy}>
        {isBusy ? 'Joining…' : 'Create the account and join'}
      </Button>
      <noscript>
        <p className="text-sm text-muted">Joining needs JavaScript.</p>
      </noscript>
    </form>
  );
}
