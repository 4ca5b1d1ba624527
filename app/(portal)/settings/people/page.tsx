import type { Metadata } from 'next';
import { PageHeader } from '@/app/_ui/page-header';
import { can } from '@/lib/auth/permissions';
import { pageContext } from '@/lib/http/page-context';
import { RoleNeeded } from '../role-needed';
import { PersonSearch } from './person-search';

export const metadata: Metadata = { title: 'People’s data' };

type Props = { searchParams: Promise<{ id?: string | string[] }> };

export default async function PeoplePage({ searchParams }: Props) {
  const ctx = await pageContext();
  const { id } = await searchParams;
  return (
    <>
      <PageHeader
        title="People’s data"
        description={`What ${ctx.workspace.name} holds of one person: look, hand it over, delete it.`}
      />
      {can(ctx.actor, 'people:manage') ? (
        <PersonSearch ctx={ctx} userId={[id ?? ''].flat()[0] ?? ''} />
      ) : (
        <RoleNeeded ctx={ctx} action="people:manage" what="look up and delete people’s data" />
      )}
    </>
  );
}
