'use client';

import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Button } from '@/app/_ui/kit/button';
import { ConfirmButton } from '@/app/_ui/kit/confirm-button';
import { Input } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import type { SqlSnippet } from '@/lib/model/sql-snippet';

type Props = { workspace: string; sql: string; onPick: (sql: string) => void };

/** Statements kept under a name, for everybody in the workspace. */
export function SnippetList({ workspace, sql, onPick }: Props) {
  const { data, error, refetch } = useQuery({
    queryKey: ['snippets', workspace],
    queryFn: async () =>
      (await callApi<{ snippets: SqlSnippet[] }>('/api/snippets', { method: 'GET', workspace })).snippets,
    retry: false,
  });
  const refresh = async (): Promise<void> => void (await refetch());
  const remove = async (id: string): Promise<void> => {
    await callApi(`/api/snippets/${id}`, { method: 'DELETE', workspace });
    await refresh();
  };
  if (error) return <Notice tone="warn">{error.message}</Notice>;
  return (
    <div className="grid gap-3">
      <SaveForm workspace={workspace} sql={sql} snippets={data ?? []} onSaved={refresh} />
      {data?.length === 0 && (
        <p className="px-2 text-sm text-muted">Save a statement, and everybody in this workspace finds it here.</p>
      )}
      <ul className="scroll-quiet max-h-[28rem] overflow-y-auto">
        {data?.map((snippet) => (
          <li key={snippet.id} className="flex items-center gap-1 rounded-md hover:bg-hover">
            <button
              type="button"
              title={snippet.sql}
              onClick={() => onPick(snippet.sql)}
              className="min-w-0 flex-1 truncate px-2 py-1.5 text-left text-sm"
            >
              {snippet.name}
            </button>
            <ConfirmButton
              label={<span aria-label={`Delete ${snippet.name}`}>Delete</span>}
              title={`Delete “${snippet.name}”?`}
              description="It disappears for everybody in this workspace."
              confirm="Delete"
              action={() => remove(snippet.id)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

type SaveProps = { workspace: string; sql: string; snippets: readonly SqlSnippet[]; onSaved: () => Promise<void> };

function SaveForm({ workspace, sql, snippets, onSaved }: SaveProps) {
  const [name, setName] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const known = snippets.find((snippet) => snippet.name === name.trim());
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setFault(null);
    try {
      const body = { name: name.trim(), sql };
      if (known) await callApi(`/api/snippets/${known.id}`, { method: 'PUT', workspace, body });
      else await callApi('/api/snippets', { method: 'POST', workspace, body });
      setName('');
      await onSaved();
    } catch (thrown) {
      setFault(thrown instanceof Error ? thrown.message : String(thrown));
    }
  };
  return (
    <form onSubmit={(event) => void save(event)} className="grid gap-2">
      <div className="flex gap-2">
        <Input
          aria-label="Name for the statement"
          placeholder="Name"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" disabled={name.trim() === '' || sql.trim() === ''}>
          {known ? 'Replace' : 'Save'}
        </Button>
      </div>
      {fault !== null && <Notice tone="bad">{fault}</Notice>}
    </form>
  );
}
