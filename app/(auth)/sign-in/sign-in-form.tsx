'use client';

import { useRef } from 'react';
import { CodeInput } from '@/app/_ui/account/code-input';
import { Button } from '@/app/_ui/kit/button';
import { Field, Input } from '@/app/_ui/kit/field';
import { formatDuration } from '@/lib/time/duration';
import { FaultNotice } from './fault-notice';
import { PasswordField } from './password-field';
import { useCountdown } from './use-countdown';
import { useSignIn, type Step } from './use-sign-in';

/** Email and password, then a code where the account has a second factor. */
export function SignInForm({ to, initialError }: { to: string; initialError: string | null }) {
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const { fault, isBusy, step, code, setCode, submit, restart } = useSignIn({ to, initialError, email, password });
  const wait = useCountdown(fault);
  const label = step === 'code' ? 'Continue' : 'Sign in';
  return (
    <form
      method="post"
      action="/api/auth/callback/credentials"
      onSubmit={(event) => void submit(event)}
      className="grid gap-4"
    >
      {fault && fault.reason !== 'code' && <FaultNotice fault={fault} wait={wait} />}
      {/* Hidden and not removed: the code is sent together with them. */}
      <div className={step === 'code' ? 'hidden' : 'grid gap-4'}>
        <Field label="Email" htmlFor="email">
          <Input
            {...{ ref: email, id: 'email', name: 'email', type: 'email' }}
            autoComplete="username"
            required
            autoFocus
            className="h-10"
          />
        </Field>
        <PasswordField ref={password} id="password" label="Password" name="password" autoComplete="current-password" />
      </div>
      {step === 'code' && <SecondStep code={code} onChange={setCode} />}
      <Button
        type="submit"
        variant="primary"
        size="lg"
        aria-busy={isBusy}
        disabled={isBusy || wait > 0}
        className="mt-1 w-full"
      >
        {isBusy ? 'Signing in…' : wait > 0 ? `Wait ${formatDuration(wait * 1_000)}` : label}
      </Button>
      <WayOut step={step} onBack={restart} />
      <noscript>
        <p className="text-sm text-muted">
          Signing in needs JavaScript; the dashboards themselves can be read without.
        </p>
      </noscript>
    </form>
  );
}

const SecondStep = ({ code, onChange }: { code: string; onChange: (code: string) => void }) => (
  <CodeInput
    id="code"
    label="Code from your authenticator app"
    hint="Or one of your recovery codes."
    value={code}
    onChange={onChange}
  />
);

const WayOut = ({ step, onBack }: { step: Step; onBack: () => void }) =>
  step === 'code' ? (
    <Button variant="quiet" onClick={onBack}>
      Back
    </Button>
  ) : (
    <a href="/forgot" className="text-center text-sm text-accent-strong hover:underline">
      Forgot your password?
    </a>
  );
