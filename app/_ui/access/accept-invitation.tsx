'use client';

import { useState } from 'react';
import { Button, buttonClass } from '@/app/_ui/kit/button';
import { Field, Input } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';
import { SignOutButton } from '@/app/_ui/shell/sign-out-button';
import { acceptCall, signInWith, type Joined } from './accept-call';

type Props = { token: string; email: string; signedInAs: string | null };

/** Joins: by one click for who is signed in, else with a new account or after signing in. */
export function AcceptInvitation({ token, email, signedInAs }: Props) {
  const { isBusy, fault, run } = useAction();
  const enter = ({ workspace }: Joined): void => {
    // A full load: the signed-in pages are rendered by the server, with the cookie.
    window.location.assign(`/overview?workspace=${workspace.slug}`);
  };
  if (signedInAs === null) return <NewPerson token={token} email={email} onJoined={enter} />;
  if (signedInAs.toLowerCase() !== email)
    return (
      <div className="grid gap-3">
        <Notice tone="warn" title={`You are signed in as ${signedInAs}`}>
          Sign out, then open the link again.
        </Notice>
        <SignOutButton />
      </div>
    );
  return (
    <div className="grid gap-4">
      {fault !== null && <Notice tone="bad">{fault}</Notice>}
      <Button
        variant="primary"
        size="lg"
        disabled={isBusy}
        aria-busy={isBusy}
        onClick={() => void run(async () => enter(await acceptCall({ token })))}
      >
        Join the workspace
      </Button>
    </div>
  );
}

type NewProps = { token: string; email: string; onJoined: (joined: Joined) => void };

function NewPerson({ token, email, onJoined }: NewProps) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const { isBusy, fault, run } = useAction();
  const create = () =>
    run(async () => {
      const joined = await acceptCall({ token, person: { name, password } });
      await signInWith(email, password);
      onJoined(joined);
    });
  return (
    <div className="grid gap-5">
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
            value={name}
            required
            maxLength={80}
            autoComplete="name"
            className="h-10"
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field label="New password" htmlFor="new-password" hint="At least 12 characters. A few words work well.">
          <Input
            id="new-password"
            type="password"
            value={password}
            required
            minLength={12}
            maxLength={1_024}
            autoComplete="new-password"
            className="h-10"
            onChange={(event) => setPassword(event.target.value)}
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
      <div className="border-t border-line pt-4 text-sm text-muted">
        <p className="mb-2">Have you signed in to this portal before?</p>
        <a
          href={`/sign-in?callbackUrl=${encodeURIComponent(`/invite/${token}`)}`}
          className={buttonClass({}, 'w-full')}
        >
          Sign in to join
        </a>
      </div>
    </div>
  );
}
