'use client';

import { useState, type FormEvent } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Button } from '@/app/_ui/kit/button';
import { Dialog } from '@/app/_ui/kit/dialog';
import { Field, Input } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';
import { CodeInput } from './code-input';

type Answer = { recoveryCodes: string[] } | null;
type Props = {
  workspace: string;
  title: string;
  description: string;
  confirm: string;
  path: string;
  onClose: () => void;
  onDone: (answer: Answer) => void;
};

/** Asks for the password and a code before what weakens the account. */
export function ProveDialog({ workspace, title, description, confirm, path, onClose, onDone }: Props) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const { isBusy, fault, run } = useAction();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    await run(async () => {
      onDone(await callApi<Answer>(path, { method: 'POST', workspace, body: { password, code } }));
    });
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={title} description={description}>
      <form onSubmit={(event) => void submit(event)} className="mt-4 grid gap-4">
        {fault !== null && <Notice tone="bad">{fault}</Notice>}
        <Field label="Your password" htmlFor="prove-password">
          <Input
            id="prove-password"
            type="password"
            autoComplete="current-password"
            value={password}
            required
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        <CodeInput id="prove-code" label="Code from the app, or a recovery code" value={code} onChange={setCode} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="danger" disabled={isBusy} aria-busy={isBusy}>
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
