import type { Metadata } from 'next';
import { NewWorkspace } from '@/app/_ui/access/new-workspace';
import { Notice } from '@/app/_ui/kit/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { mayCreateWorkspaces } from '@/lib/auth/workspaces/create-workspace';
import { pageContext } from '@/lib/http/page-context';

export const metadata: Metadata = { title: 'New workspace' };

export default async function NewWorkspacePage() {
  const { memberships, workspace } = await pageContext();
  return (
    <>
      <PageHeader
        title="New workspace"
        description="Data, dashboards, rules, keys and members of its own, apart from all other workspaces."
      />
      {mayCreateWorkspaces(memberships) ? (
        <NewWorkspace current={workspace.slug} />
      ) : (
        <Notice tone="warn" title="You cannot make workspaces" className="max-w-2xl">
          Admins and owners of the portal’s main workspace make new ones. Ask one of them to make it and to invite you.
        </Notice>
      )}
    </>
  );
}
