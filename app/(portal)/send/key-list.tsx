'use client';

import { useRouter } from 'next/navigation';
import { callApi } from '@/app/_ui/http/call-api';
import { Badge } from '@/app/_ui/kit/badge';
import { ConfirmButton } from '@/app/_ui/kit/confirm-button';
import { Table, Td, Th, Tr } from '@/app/_ui/kit/table';
import { agoWords } from '@/app/_ui/panels/relative-time';
import type { Scope } from '@/lib/model/actor';

export type KeyRow = {
  id: string;
  name: string;
  prefix: string;
  scopes: Scope[];
  createdAt: number;
  lastUsedAt: number | null;
  revokedAt: number | null;
};

const scopeWords: Record<Scope, string> = { ingest: 'send', query: 'query', manage: 'manage' };

type Props = { keys: readonly KeyRow[]; workspace: string; canManage: boolean; now: number };

/** The workspace's keys; an ended one stays in the list, so that its prefix in a log can still be explained. */
export function KeyList({ keys, workspace, canManage, now }: Props) {
  const router = useRouter();
  const revoke = async (id: string): Promise<void> => {
    await callApi(`/api/keys/${encodeURIComponent(id)}`, { method: 'DELETE', workspace });
    router.refresh();
  };
  return (
    <Table aria-label="Keys">
      <thead>
        <tr>
          <Th>Key</Th>
          <Th>Name</Th>
          <Th>May</Th>
          <Th>Made</Th>
          <Th>Last used</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <Tr key={key.id} className={key.revokedAt === null ? '' : 'text-faint'}>
            <Td className="font-mono text-xs whitespace-nowrap">{key.prefix}…</Td>
            <Td>{key.name}</Td>
            <Td className="whitespace-nowrap">
              {key.scopes.map((scope) => (
                <Badge key={scope} className="mr-1">
                  {scopeWords[scope]}
                </Badge>
              ))}
            </Td>
            <Td className="whitespace-nowrap">{agoWords(now - key.createdAt)}</Td>
            <Td className="whitespace-nowrap">{key.lastUsedAt === null ? 'never' : agoWords(now - key.lastUsedAt)}</Td>
            <Td className="py-1.5 text-right">
              {key.revokedAt !== null && <Badge>Ended</Badge>}
              {key.revokedAt === null && canManage && (
                <ConfirmButton
                  label="End"
                  title={`End the key ${key.prefix}…?`}
                  description="Whoever uses it is refused within seconds. This cannot be undone; a new key can be made at any time."
                  confirm="End the key"
                  action={() => revoke(key.id)}
                />
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
