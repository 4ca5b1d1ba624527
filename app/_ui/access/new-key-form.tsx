'use client';

import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Button } from '@/app/_ui/kit/button';
import { Field, Input, Select } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';
import { scopes as allScopes, type Scope } from '@/lib/model/actor';
import { SecretOnce } from './secret-once';

const scopeHints: Record<Scope, string> = {
  ingest: 'Send events',
  query: 'Read charts and data',
  manage: 'Change what its maker may change',
};
const lifetimes = [
  { days: null, label: 'Never' },
  { days: 30, label: 'In 30 days' },
  { days: 90, label: 'In 90 days' },
  { days: 365, label: 'In a year' },
] as const;

type Props = {
  workspace: string;
  accounts: readonly { id: string; name: string }[];
  onMade: () => void;
};

/** Makes a key, and shows it this one time. */
export function NewKeyForm({ workspace, accounts, onMade }: Props) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(['query']);
  const [expiresInDays, setDays] = useState<number | null>(null);
  const [serviceAccountId, setAccount] = useState<string | null>(null);
  const [key, setKey] = useState<string | null>(null);
  const { isBusy, fault, run } = useAction();
  const create = async (): Promise<void> => {
    const body = { name, scopes, expiresInDays, serviceAccountId };
    const isMade = await run(async () => {
      setKey((await callApi<{ key: string }>('/api/keys', { method: 'POST', workspace, body })).key);
    });
    if (!isMade) return;
    setName('');
    onMade();
  };
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" htmlFor="key-name" hint="Where it is used, so that you know it later.">
          <Input id="key-name" value={name} required maxLength={80} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label="Ends by itself" htmlFor="key-end">
          <Select
            id="key-end"
            value={String(expiresInDays)}
            onChange={(event) => setDays(event.target.value === 'null' ? null : Number(event.target.value))}
          >
            {lifetimes.map(({ days, label }) => (
              <option key={label} value={String(days)}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        {accounts.length > 0 && (
          <Field
            label="Belongs to"
            htmlFor="key-account"
            hint="A key of a service account does at most what its role may."
          >
            <Select
              id="key-account"
              value={serviceAccountId ?? ''}
              onChange={(event) => setAccount(event.target.value === '' ? null : event.target.value)}
            >
              <option value="">No service account</option>
              {accounts.map(({ id, name: words }) => (
                <option key={id} value={id}>
                  {words}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <ScopeBoxes value={scopes} onChange={setScopes} />
      </div>
      {fault !== null && <Notice tone="bad">{fault}</Notice>}
      {key !== null && (
        <SecretOnce
          value={key}
          title="The new key"
          label="Copy the key"
          note="Copy it now: it is stored hashed and will not be shown again."
        />
      )}
      <div>
        <Button type="submit" variant="primary" disabled={isBusy || scopes.length === 0} aria-busy={isBusy}>
          <KeyRound aria-hidden />
          Create the key
        </Button>
      </div>
    </form>
  );
}

function ScopeBoxes({ value, onChange }: { value: readonly Scope[]; onChange: (scopes: readonly Scope[]) => void }) {
  return (
    <fieldset className="grid content-start gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">May</legend>
      {allScopes.map((scope) => (
        <label key={scope} className="flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={value.includes(scope)}
            onChange={(event) =>
              onChange(event.target.checked ? [...value, scope] : value.filter((one) => one !== scope))
            }
          />
          {scopeHints[scope]}
        </label>
      ))}
    </fieldset>
  );
}
