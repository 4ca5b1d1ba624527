'use client';

import { useState, type FormEvent } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Dialog } from '@/app/_ui/kit/dialog';
import { Field, Input, Select } from '@/app/_ui/kit/field';
import { formText } from '@/app/_ui/kit/form-text';
import { Notice } from '@/app/_ui/kit/notice';
import { Textarea } from '@/app/_ui/kit/textarea';
import { useAction } from '@/app/_ui/kit/use-action';
import type { NewKey } from './embed-calls';

type Props = { embedId: string; onClose: () => void; onCreate: (key: NewKey) => Promise<void> };

/** Asks what a new key is for and how it signs. */
export function KeyDialog({ embedId, onClose, onCreate }: Props) {
  const [algorithm, setAlgorithm] = useState<NewKey['algorithm']>('HS256');
  const { isBusy, fault, run } = useAction();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const shared = { name: formText(form, 'name'), embedId: form.get('scope') === 'all' ? null : embedId };
    const publicKey = formText(form, 'publicKey');
    void run(() => onCreate(algorithm === 'HS256' ? { algorithm, ...shared } : { algorithm, ...shared, publicKey }));
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title="New signing key">
      <form onSubmit={submit} className="mt-4 grid gap-4">
        {fault !== null && <Notice tone="bad">{fault}</Notice>}
        <Field label="Name" htmlFor="key-name" hint="Where it is used, so that you know it again.">
          <Input id="key-name" name="name" required maxLength={80} placeholder="Customer portal" autoFocus />
        </Field>
        <Field label="Opens" htmlFor="key-scope">
          <Select id="key-scope" name="scope" defaultValue="one">
            <option value="one">Only this embed</option>
            <option value="all">Every embed of the workspace</option>
          </Select>
        </Field>
        <Field label="Signs with" htmlFor="key-algorithm">
          <Select
            id="key-algorithm"
            value={algorithm}
            onChange={(event) => setAlgorithm(event.target.value === 'EdDSA' ? 'EdDSA' : 'HS256')}
          >
            <option value="HS256">A secret that both sides know (HS256)</option>
            <option value="EdDSA">A private key that stays with you (EdDSA)</option>
          </Select>
        </Field>
        {algorithm === 'EdDSA' && (
          <Field label="Public key" htmlFor="key-pem" hint="PEM: openssl pkey -in key.pem -pubout">
            <Textarea
              id="key-pem"
              name="publicKey"
              required
              rows={4}
              className="font-mono text-xs"
              spellCheck={false}
            />
          </Field>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={isBusy} aria-busy={isBusy}>
            Make the key
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
