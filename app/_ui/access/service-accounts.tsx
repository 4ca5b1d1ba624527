'use client';

import { Bot } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { ConfirmButton } from '@/app/_ui/kit/confirm-button';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { Field, Input } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';
import { agoWords } from '@/app/_ui/panels/relative-time';
import { serviceRoles, type ServiceAccountView, type ServiceRole } from '@/lib/model/access';
import type { Role } from '@/lib/model/actor';
import { RoleSelect } from './role-select';

type Props = { workspace: string; accounts: readonly ServiceAccountView[]; now: number };

/** Members that are no people: a name and a role that keys belong to, and that ends all of them at once. */
export function ServiceAccounts({ workspace, accounts, now }: Props) {
  const router = useRouter();
  const { isBusy, fault, run } = useAction();
  const call = (path: string, method: 'POST' | 'PUT' | 'DELETE', body?: unknown) =>
    run(async () => {
      await callApi(path, { method, workspace, ...(body !== undefined && { body }) });
      router.refresh();
    });
  return (
    <Card className="overflow-hidden">
      <CardHeader
        title="Service accounts"
        description="Members that are no people. Their keys do what both the key’s scopes and the account’s role allow."
      />
      <CardBody className="grid gap-3">
        <NewAccount isBusy={isBusy} onCreate={(fields) => call('/api/service-accounts', 'POST', fields)} />
        {fault !== null && <Notice tone="bad">{fault}</Notice>}
      </CardBody>
      {accounts.length === 0 ? (
        <EmptyState icon={Bot} title="No service account yet" className="border-t border-line">
          Make one per program that talks to the portal, then give it a key above.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line border-t border-line" aria-label="Service accounts">
          {accounts.map((account) => (
            <AccountItem
              key={account.id}
              {...{ account, now }}
              onRole={(role) => void call(pathOf(account), 'PUT', { name: account.name, role })}
              onRemove={async () => {
                await callApi(pathOf(account), { method: 'DELETE', workspace });
                router.refresh();
              }}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

const pathOf = ({ id }: ServiceAccountView): string => `/api/service-accounts/${encodeURIComponent(id)}`;

type Fields = { name: string; role: ServiceRole };

function NewAccount({ isBusy, onCreate }: { isBusy: boolean; onCreate: (fields: Fields) => Promise<boolean> }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<ServiceRole>('viewer');
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void onCreate({ name, role }).then((isDone) => isDone && setName(''));
      }}
    >
      <div className="min-w-0 flex-1 basis-52">
        <Field label="Name" htmlFor="account-name">
          <Input
            id="account-name"
            value={name}
            required
            maxLength={80}
            placeholder="deploy-bot"
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
      </div>
      <Field label="Role" htmlFor="account-role">
        <RoleSelect
          id="account-role"
          className="w-28"
          value={role}
          choices={serviceRoles}
          onChoose={asService(setRole)}
        />
      </Field>
      <Button type="submit" disabled={isBusy} aria-busy={isBusy}>
        Add the account
      </Button>
    </form>
  );
}

const asService =
  (choose: (role: ServiceRole) => void) =>
  (role: Role): void =>
    choose(role === 'owner' ? 'admin' : role);

type ItemProps = {
  account: ServiceAccountView;
  now: number;
  onRole: (role: ServiceRole) => void;
  onRemove: () => Promise<void>;
};

function AccountItem({ account: { name, role, keys, lastUsedAt }, now, onRole, onRemove }: ItemProps) {
  const count = `${keys.length} ${keys.length === 1 ? 'key' : 'keys'} in use`;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3" data-account={name}>
      <div className="min-w-0 flex-1 basis-52">
        <p className="truncate text-sm font-medium">{name}</p>
        <p className="text-xs text-muted">
          {count}, last used {lastUsedAt === null ? 'never' : agoWords(now - lastUsedAt)}
        </p>
      </div>
      <div className="flex items-center gap-2">
        <RoleSelect
          aria-label={`Role of ${name}`}
          className="w-28"
          value={role}
          choices={serviceRoles}
          onChoose={asService(onRole)}
        />
        <ConfirmButton
          label="Remove"
          title={`Remove the service account ${name}?`}
          description={`${count}: whoever uses one is refused within seconds. This cannot be undone.`}
          confirm="Remove it and end its keys"
          action={onRemove}
        />
      </div>
    </li>
  );
}
