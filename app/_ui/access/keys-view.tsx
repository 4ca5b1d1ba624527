'use client';

import { KeyRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import type { ServiceAccountView } from '@/lib/model/access';
import { KeyList, type KeyRow } from './key-list';
import { NewKeyForm } from './new-key-form';
import { ServiceAccounts } from './service-accounts';

type Props = {
  workspace: string;
  keys: readonly KeyRow[];
  accounts: readonly ServiceAccountView[];
  now: number;
};

/** API keys, and the service accounts that some of them belong to. */
export function KeysView({ workspace, keys, accounts, now }: Props) {
  const router = useRouter();
  const names = Object.fromEntries(accounts.map(({ id, name }) => [id, name]));
  return (
    <div className="grid max-w-4xl grid-cols-1 gap-4">
      <Card>
        <CardHeader title="New key" description="For scripts and servers, sent as “Authorization: Bearer …”." />
        <CardBody>
          <NewKeyForm workspace={workspace} accounts={accounts} onMade={() => router.refresh()} />
        </CardBody>
      </Card>
      <Card className="overflow-hidden">
        <CardHeader title="Keys of this workspace" className="pb-3" />
        {keys.length === 0 ? (
          <EmptyState icon={KeyRound} title="No key yet">
            The first one is made above. People need none: they sign in.
          </EmptyState>
        ) : (
          <KeyList keys={keys} accounts={names} workspace={workspace} now={now} />
        )}
      </Card>
      <ServiceAccounts workspace={workspace} accounts={accounts} now={now} />
    </div>
  );
}
