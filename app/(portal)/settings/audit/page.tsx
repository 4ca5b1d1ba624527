import type { Metadata } from 'next';
import { PageHeader } from '@/app/_ui/page-header';
import { can } from '@/lib/auth/permissions';
import { pageContext } from '@/lib/http/page-context';
import { RoleNeeded } from '../role-needed';
import { AuditLog } from './audit-log';
import type { RawSearch } from './audit-search';

export const metadata: Metadata = { title: 'Audit log' };

type Props = { searchParams: Promise<RawSearch> };

export default async function AuditPage({ searchParams }: Props) {
  const ctx = await pageContext();
  return (
    <>
      <PageHeader
        title="Audit log"
        description={`Who changed what in ${ctx.workspace.name}. Entries are never deleted.`}
      />
      {can(ctx.actor, 'audit:read') ? (
        <AuditLog ctx={ctx} raw={await searchParams} />
      ) : (
        <RoleNeeded ctx={ctx} action="audit:read" what="read the audit log" />
      )}
    </>
  );
}
