'use client';

import { useEffect, useRef, useState, type FormEvent, type RefObject } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Field, Input } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { formatDuration } from '@/lib/time/duration';
import { postCredentials } from './post-credentials';
import { faultOf, type SignInFault } from './sign-in-fault';

export function SignInForm({ to, initialError }: { to: string; initialError: string | null }) {
  const [fault, setFault] = useState<SignInFault | null>(initialError === null ? null : faultOf(initialError));
  const [isBusy, setBusy] = useState(false);
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const wait = useCountdown(fault);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const result = await postCredentials(email.current?.value.trim() ?? '', password.current?.value ?? '');
    if (result.ok) {
      // A full load: the signed-in pages are rendered by the server, with the new cookie.
      window.location.assign(to);
      return;
    }
    setBusy(false);
    setFault(result);
    password.current?.select();
  };

  return (
    <form
      method="post"
      action="/api/auth/callback/credentials"
      onSubmit={(event) => void submit(event)}
      className="grid gap-4"
    >
      {fault && <FaultNotice fault={fault} wait={wait} />}
      <Field label="Email" htmlFor="email">
        <Input
          ref={email}
          id="email"
          name="email"
          type="email"
          autoComplete="username"
          required
          autoFocus
          className="h-10"
        />
      </Field>
      <PasswordField inputRef={password} />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        aria-busy={isBusy}
        disabled={isBusy || wait > 0}
        className="mt-1 w-full"
      >
        {isBusy ? 'Signing in…' : wait > 0 ? `Wait ${formatDuration(wait * 1_000)}` : 'Sign in'}
      </Button>
      <noscript>
        <p className="text-sm text-muted">
          Signing in needs JavaScript; the dashboards themselves can be read without.
        </p>
      </noscript>
    </form>
  );
}

function PasswordField({ inputRef }: { inputRef: RefObject<HTMLInputElement | null> }) {
  const [isShown, setShown] = useState(false);
  return (
    <Field label="Password" htmlFor="password">
      <div className="relative">
        <Input
          ref={inputRef}
          id="password"
          name="password"
          type={isShown ? 'text' : 'password'}
          autoComplete="current-password"
          required
          className="h-10 pr-16"
        />
        <Button
          variant="quiet"
          size="sm"
          aria-pressed={isShown}
          aria-controls="password"
          className="absolute top-1.5 right-1.5"
          onClick={() => setShown(!isShown)}
        >
          {isShown ? 'Hide' : 'Show'}
        </Button>
      </div>
    </Field>
  );
}

function FaultNotice({ fault, wait }: { fault: SignInFault; wait: number }) {
  if (fault.reason === 'limited')
    return (
      <Notice tone="warn" title="Too many attempts">
        {wait > 0 ? `Please wait ${formatDuration(wait * 1_000)}, then try again.` : 'You can try again now.'}
      </Notice>
    );
  if (fault.reason === 'wrong') return <Notice tone="bad" title="The email or the password is not right." />;
  return (
    <Notice tone="bad" title="The portal did not answer">
      Check that it is still running, then try again.
    </Notice>
  );
}

/** Whole seconds left until another attempt is allowed. */
function useCountdown(fault: SignInFault | null): number {
  const [counted, setCounted] = useState<{ fault: SignInFault; left: number } | null>(null);
  useEffect(() => {
    if (fault?.reason !== 'limited') return;
    const until = performance.now() + Math.max(1, fault.waitSeconds) * 1_000;
    const tick = (): void => setCounted({ fault, left: Math.max(0, Math.ceil((until - performance.now()) / 1_000)) });
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [fault]);
  if (fault?.reason !== 'limited') return 0;
  return counted?.fault === fault ? counted.left : Math.max(1, fault.waitSeconds);
}
