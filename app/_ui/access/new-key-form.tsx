'use client';

import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Button } from '@/app/_ui/kit/button';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';
import { KeyFields, type KeyDraft } from './key-fields';
import { SecretOnce } from './secret-once';

type Props = {
  workspace: string;
  accounts: readonly { id: string; name: string }[];
  onMade: () => void;
};
const empty: KeyDraft = { name: '', scopes: ['query'], expiresInDays: null, serviceAccountId: null };

/** Makes a key, and shows it this one time. */
export function NewKeyForm({ workspace, accounts, onMade }: Props) {
  const [draft, setDraft] = useState(empty);
  const [key, setKey] = useState<string | null>(null);
  const { isBusy, fault, run } = useAction();
  const create = async (): Promise<void> => {
    const isMade = await run(async () => {
      setKey((await callApi<{ key: string }>('/api/keys', { method: 'POST', workspace, body: draft })).key);
    });
    if (!isMade) return;
    setDraft({ ...draft, name: '' });
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
      <KeyFields draft={draft} accounts={accounts} onChange={setDraft} />
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
        <Button type="submit" variant="primary" disabled={isBusy || draft.scopes.length === 0} aria-busy={isBusy}>
          <KeyRound aria-hidden />
          Create the key
        </Button>
      </div>
    </form>
  );
}
