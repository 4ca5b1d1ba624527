'use client';

import type { FormEvent } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Dialog } from '@/app/_ui/kit/dialog';
import { Field, Input, Select } from '@/app/_ui/kit/field';
import { formText } from '@/app/_ui/kit/form-text';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';
import { dayMs } from '@/lib/time/duration';
import type { NewShare } from './embed-calls';

const lives: readonly [days: number, label: string][] = [
  [0, 'Until you end it'],
  [1, 'For a day'],
  [7, 'For a week'],
  [30, 'For 30 days'],
  [90, 'For 90 days'],
];

type Props = {
  /** Names of parameters that the link has to give a value. */
  locked: readonly string[];
  now: number;
  onClose: () => void;
  onCreate: (share: NewShare) => Promise<void>;
};

/** Asks what a new link is for, how long it holds and what it shows. */
export function ShareDialog({ locked, now, onClose, onCreate }: Props) {
  const { isBusy, fault, run } = useAction();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = Number(form.get('days'));
    const password = form.get('password');
    const values = locked.map((name) => [name, valuesIn(formText(form, `value-${name}`))] as const);
    const share = {
      name: formText(form, 'name'),
      password: typeof password === 'string' && password !== '' ? password : null,
      expiresAt: days === 0 ? null : now + days * dayMs,
      parameters: Object.fromEntries(values),
    };
    void run(() => onCreate(share));
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title="New share link">
      <form onSubmit={submit} className="mt-4 grid gap-4">
        {fault !== null && <Notice tone="bad">{fault}</Notice>}
        <Field label="Name" htmlFor="share-name" hint="For whom it is, so that you know it again.">
          <Input id="share-name" name="name" required maxLength={80} placeholder="Status page" autoFocus />
        </Field>
        {locked.map((name) => (
          <Field
            key={name}
            label={`Value of ${name}`}
            htmlFor={`value-${name}`}
            hint="Several are separated by commas."
          >
            <Input id={`value-${name}`} name={`value-${name}`} required className="font-mono text-xs" />
          </Field>
        ))}
        <Field label="Password" htmlFor="share-password" hint="Optional, 8 characters or more.">
          <Input
            id="share-password"
            name="password"
            type="password"
            minLength={8}
            maxLength={200}
            autoComplete="new-password"
          />
        </Field>
        <LifeField />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={isBusy} aria-busy={isBusy}>
            Make the link
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const LifeField = () => (
  <Field label="It opens the embed" htmlFor="share-days">
    <Select id="share-days" name="days" defaultValue="30">
      {lives.map(([days, label]) => (
        <option key={days} value={days}>
          {label}
        </option>
      ))}
    </Select>
  </Field>
);

const valuesIn = (text: string): string[] =>
  text
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
