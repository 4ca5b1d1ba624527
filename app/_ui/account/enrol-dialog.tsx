'use client';

import { useState, type FormEvent } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Button } from '@/app/_ui/kit/button';
import { CopyButton } from '@/app/_ui/kit/copy-button';
import { Dialog } from '@/app/_ui/kit/dialog';
import { Field, Input } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';
import type { QrCode } from '@/lib/model/second-factor';
import { CodeInput } from './code-input';
import { QrImage } from './qr-image';

type Enrolment = { secret: string; uri: string; qr: QrCode };
type Props = { workspace: string; onClose: () => void; onDone: (recoveryCodes: string[]) => void };

/** First the password, then the secret for the app, then its first code. */
export function EnrolDialog({ workspace, onClose, onDone }: Props) {
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [text, setText] = useState('');
  const { isBusy, fault, run } = useAction();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    await run(async () => {
      if (enrolment === null) {
        const body = { password: text };
        setEnrolment(await callApi<Enrolment>('/api/account/second-factor', { method: 'POST', workspace, body }));
        setText('');
      } else {
        const path = '/api/account/second-factor/confirm';
        const body = { code: text };
        onDone((await callApi<{ recoveryCodes: string[] }>(path, { method: 'POST', workspace, body })).recoveryCodes);
      }
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Set up a second factor"
      description={
        enrolment === null
          ? 'Your password first, so that nobody else can do this at your desk.'
          : 'Scan this with an authenticator app, then type the code that it shows.'
      }
    >
      <form onSubmit={(event) => void submit(event)} className="mt-4 grid gap-4">
        {fault !== null && <Notice tone="bad">{fault}</Notice>}
        {enrolment === null ? (
          <Field label="Your password" htmlFor="enrol-password">
            <Input
              id="enrol-password"
              type="password"
              autoComplete="current-password"
              value={text}
              required
              autoFocus
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
        ) : (
          <>
            <Scan enrolment={enrolment} />
            <CodeInput id="enrol-code" label="Code from the app" value={text} onChange={setText} />
          </>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={isBusy} aria-busy={isBusy}>
            {enrolment === null ? 'Continue' : 'Turn on'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Scan({ enrolment: { secret, uri, qr } }: { enrolment: Enrolment }) {
  return (
    <div className="grid justify-items-center gap-3">
      <QrImage qr={qr} label="QR code for the authenticator app" />
      <p className="text-center text-xs text-muted">
        No camera?{' '}
        <a className="text-accent-strong underline" href={uri}>
          Open the app on this device
        </a>{' '}
        or type this key:
      </p>
      <div className="flex flex-wrap items-center justify-center gap-2">
        <code data-testid="totp-secret" className="rounded-md bg-sunken px-2.5 py-1.5 font-mono text-xs break-all">
          {secret.replace(/(.{4})(?=.)/g, '$1 ')}
        </code>
        <CopyButton text={secret} />
      </div>
    </div>
  );
}
