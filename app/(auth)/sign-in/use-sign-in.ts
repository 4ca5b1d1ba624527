'use client';

import { useState, type FormEvent, type RefObject } from 'react';
import { postForm } from './post-form';
import { faultOf, type SignInFault } from './sign-in-fault';

export type Step = 'password' | 'code';
type Input = RefObject<HTMLInputElement | null>;
type Props = { to: string; initialError: string | null; email: Input; password: Input };

/** The two steps of signing in, and why the last attempt was refused. */
export function useSignIn({ to, initialError, email, password }: Props) {
  const [fault, setFault] = useState<SignInFault | null>(initialError === null ? null : faultOf(initialError));
  const [isBusy, setBusy] = useState(false);
  const [step, setStep] = useState<Step>('password');
  const [code, setCode] = useState('');

  const restart = (): void => {
    setStep('password');
    password.current?.select();
  };
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const result = await postForm('/api/auth/callback/credentials', {
      email: email.current?.value.trim() ?? '',
      password: password.current?.value ?? '',
      ...(step === 'code' && { code }),
      callbackUrl: window.location.origin,
    });
    if (result.ok) {
      // A full load: the signed-in pages are rendered by the server, with the new cookie.
      window.location.assign(to);
      return;
    }
    setBusy(false);
    setFault(result);
    setCode('');
    if (result.reason === 'code') setStep('code');
    else if (result.reason === 'wrong') restart();
  };
  return { fault, isBusy, step, code, setCode, submit, restart };
}
