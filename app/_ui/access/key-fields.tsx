'use client';

import { Field, Input, Select } from '@/app/_ui/kit/field';
import { scopes as allScopes, type Scope } from '@/lib/model/actor';

export type KeyDraft = {
  name: string;
  scopes: readonly Scope[];
  expiresInDays: number | null;
  serviceAccountId: string | null;
};
type Props = {
  draft: KeyDraft;
  accounts: readonly { id: string; name: string }[];
  onChange: (draft: KeyDraft) => void;
};

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

export function KeyFields({ draft, accounts, onChange }: Props) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Name" htmlFor="key-name" hint="Where it is used, so that you know it later.">
        <Input
          id="key-name"
          value={draft.name}
          required
          maxLength={80}
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
        />
      </Field>
      <Field label="Ends by itself" htmlFor="key-end">
        <Select
          id="key-end"
          value={String(draft.expiresInDays)}
          onChange={({ target: { value } }) =>
            onChange({ ...draft, expiresInDays: value === 'null' ? null : Number(value) })
          }
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
            value={draft.serviceAccountId ?? ''}
            onChange={({ target: { value } }) => onChange({ ...draft, serviceAccountId: value === '' ? null : value })}
          >
            <option value="">No service account</option>
            {accounts.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <ScopeBoxes value={draft.scopes} onChange={(scopes) => onChange({ ...draft, scopes })} />
    </div>
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
