import type { Metadata } from 'next';
import { KeysView } from '@/app/_ui/access/keys-view';
import { PageHeader } from '@/app/_ui/page-header';
import { listApiKeys } from '@/lib/auth/list-api-keys';
import { can } from '@/lib/auth/permissions';
import { listServiceAccounts } from '@/lib/auth/service-accounts/list-service-accounts';
import { pageContext } from '@/lib/http/page-context';
import { RoleNeeded } from '../role-needed';

export const metadata: Metadata = { title: 'API keys' };

export default async function KeysPage() {
  const ctx = await pageContext();
  const header = <PageHeader title="API keys" description={`How programs reach ${ctx.workspace.name}.`} />;
  if (!can(ctx.actor, 'keys:manage'))
    return (
      <>
        {header}
        <RoleNeeded ctx={ctx} action="keys:manage" what="see and make keys" />
      </>
    );
  const [keys, accounts] = await Promise.all([listApiKeys(ctx), listServiceAccounts(ctx)]);
  return (
    <>
      {header}
      <KeysView workspace={ctx.workspace.slug} keys={keys} accounts={accounts} now={ctx.clock.now()} />
    </>
  );
}
