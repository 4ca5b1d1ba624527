import type { Metadata } from 'next';
import { InviteCard } from '@/app/_ui/access/invite-card';
import { MembersCard } from '@/app/_ui/access/members-card';
import { FactorsCard } from '@/app/_ui/account/factors-card';
import { PageHeader } from '@/app/_ui/page-header';
import { listInvitations } from '@/lib/auth/invitations/list-invitations';
import { listMembers } from '@/lib/auth/members/list-members';
import { can } from '@/lib/auth/permissions';
import { membersWithSecondFactor } from '@/lib/auth/second-factor/members-with-second-factor';
import { pageContext } from '@/lib/http/page-context';

export const metadata: Metadata = { title: 'Members' };

export default async function MembersPage() {
  const ctx = await pageContext();
  const { actor, workspace, clock } = ctx;
  const canManage = can(actor, 'members:manage');
  const [members, invitations, factors] = await Promise.all([
    listMembers(ctx),
    canManage ? listInvitations(ctx) : [],
    canManage ? membersWithSecondFactor(ctx) : [],
  ]);
  if (actor.kind !== 'user') return null;
  const me = { userId: actor.userId, role: actor.role };
  return (
    <>
      <PageHeader title="Members" description={`Who may see and change ${workspace.name}.`} />
      <div className="grid max-w-3xl grid-cols-1 gap-4">
        {canManage && (
          <InviteCard workspace={workspace.slug} mine={actor.role} invitations={invitations} now={clock.now()} />
        )}
        <MembersCard workspace={{ slug: workspace.slug, name: workspace.name }} {...{ members, me }} />
        {factors.length > 0 && <FactorsCard workspace={workspace.slug} members={factors} />}
        {!canManage && <p className="text-xs text-faint">Admins and owners invite people and change roles.</p>}
      </div>
    </>
  );
}
