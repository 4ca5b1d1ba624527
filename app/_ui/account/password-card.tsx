'use client';

import { useState, type FormEvent } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { Field, Input } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';

/** Changes the password; the other sessions end. */
export function PasswordCard({ email, workspace }: { email: string; workspace: string }) {
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const [ended, setEnded] = useState<number | null>(null);
  const { isBusy, fault, run } = useAction();
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setEnded(null);
    await run(async () => {
      const body = { password, newPassword };
      const { revoked } = await callApi<{ revoked: number }>('/api/account/password', {
        method: 'POST',
        workspace,
        body,
      });
      setEnded(revoked);
      setPassword('');
      setNewPassword('');
    });
  };
  return (
    <Card>
      <CardHeader title="Password" description="A new password signs you out everywhere else." />
      <CardBody>
        <form onSubmit={(event) => void save(event)} className="grid gap-4">
          {fault !== null && <Notice tone="bad">{fault}</Notice>}
          {ended !== null && <Notice title="The password was changed">{endedWords(ended)}</Notice>}
          <Username email={email} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Current password" htmlFor="current-password">
              <Input
                id="current-password"
                type="password"
                autoComplete="current-password"
                value={password}
                required
                onChange={(event) => setPassword(event.target.value)}
              />
            </Field>
            <Field label="New password" htmlFor="new-password" hint="12 characters or more.">
              <Input
                id="new-password"
                type="password"
                autoComplete="new-password"
                minLength={12}
                value={newPassword}
                required
                onChange={(event) => setNewPassword(event.target.value)}
              />
            </Field>
          </div>
          <Button type="submit" disabled={isBusy} aria-busy={isBusy} className="justify-self-start">
            Change password
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}

/** Password managers look for it, to know whose password this is. */
const Username = ({ email }: { email: string }) => (
  <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
);

const endedWords = (count: number): string =>
  count === 0 ? 'You were signed in nowhere else.' : `${count} other ${count === 1 ? 'session' : 'sessions'} ended.`;
