'use client';

import { useRouter } from 'next/navigation';
import { callApi } from '@/app/_ui/http/call-api';
import { Badge } from '@/app/_ui/kit/badge';
import { ConfirmButton } from '@/app/_ui/kit/confirm-button';
import { Table, Td, Th, Tr } from '@/app/_ui/kit/table';
import { agoWords } from '@/app/_ui/panels/relative-time';
import { isoDay } from '@/lib/chart/format-time';
import type { Scope } from '@/lib/model/actor';

export type KeyRow = {
  id: string;
  name: string;
  prefix: string;
  scopes: Scope[];
  serviceAccountId: string | null;
  createdAt: number;
  expiresAt: number | null;
  lastUsedAt: number | null;
  revokedAt: number | null;
};

export const scopeWords: Record<Scope, string> = { ingest: 'send', query: 'query', manage: 'manage' };

type Props = {
  keys: readonly KeyRow[];
  /** Names of service accounts by id. */
  accounts: Readonly<Record<string, string>>;
  workspace: string;
  now: number;
};

/** The workspace's keys; an ended one stays in the list, so that its prefix in a log can still be explained. */
export function KeyList({ keys, accounts, workspace, now }: Props) {
  return (
    <Table aria-label="Keys">
      <thead>
        <tr>
          <Th>Key</Th>
          <Th>Name</Th>
          <Th>May</Th>
          <Th>Made</Th>
          <Th>Ends</Th>
          <Th>Last used</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <KeyLine
            key={key.id}
            {...{ apiKey: key, workspace, now }}
            account={
              key.serviceAccountId === null
                ? null
                : (accounts[key.serviceAccountId] ?? 'a service account that is gone')
            }
          />
        ))}
      </tbody>
    </Table>
  );
}

type LineProps = { apiKey: KeyRow; account: string | null; workspace: string; now: number };

function KeyLine({ apiKey: key, account, workspace, now }: LineProps) {
  const router = useRouter();
  const isOver = key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= now);
  const revoke = async (): Promise<void> => {
    await callApi(`/api/keys/${encodeURIComponent(key.id)}`, { method: 'DELETE', workspace });
    router.refresh();
  };
  return (
    <Tr className={isOver ? 'text-faint' : ''}>
      <Td className="font-mono text-xs whitespace-nowrap">{key.prefix}…</Td>
      <Td className="min-w-32">
        {key.name}
        {account !== null && <span className="block text-xs text-muted">of {account}</span>}
      </Td>
      <Td className="whitespace-nowrap">
        {key.scopes.map((scope) => (
          <Badge key={scope} className="mr-1">
            {scopeWords[scope]}
          </Badge>
        ))}
      </Td>
      <Td className="whitespace-nowrap">{agoWords(now - key.createdAt)}</Td>
      <Td className="whitespace-nowrap">{key.expiresAt === null ? 'never' : isoDay(key.expiresAt)}</Td>
      <Td className="whitespace-nowrap">{key.lastUsedAt === null ? 'never' : agoWords(now - key.lastUsedAt)}</Td>
      <Td className="py-1.5 text-right">
        {isOver ? (
          <Badge>Ended</Badge>
        ) : (
          <ConfirmButton
            label="End"
            title={`End the key ${key.prefix}…?`}
            description="Whoever uses it is refused within seconds. This cannot be undone; a new key can be made at any time."
            confirm="End the key"
            action={revoke}
          />
        )}
      </Td>
    </Tr>
  );
}
