'use client';

import { useState, type FormEvent } from 'react';
import { callPublic } from '@/app/_ui/http/call-public';
import { Button } from '@/app/_ui/kit/button';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';
import { PasswordField } from '../sign-in/password-field';

export function ResetForm({ token }: { token: string }) {
  const [newPassword, setNewPassword] = useState('');
  const { isBusy, fault, run } = useAction();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const isDone = await run(() => callPublic('/api/password/reset', { token, newPassword }));
    // A full load, and the token is not in the history any more.
    if (isDone) window.location.replace('/sign-in?done=reset');
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      {fault !== null && <Notice tone="bad">{fault}</Notice>}
      <PasswordField
        id="new-password"
        label="New password"
        hint="12 characters or more; several words are easy to remember."
        autoComplete="new-password"
        minLength={12}
        maxLength={1024}
        autoFocus
        value={newPassword}
        onChange={(event) => setNewPassword(event.target.value)}
      />
      <Button type="submit" variant="primary" size="lg" disabled={isBusy} aria-busy={isBusy} className="w-full">
        Set the password
      </Button>
    </form>
  );
}
