import type { Metadata } from 'next';
import { AcceptInvitation } from '@/app/_ui/access/accept-invitation';
import { invitationPage } from '@/lib/http/invitation-visit';
import { AuthCard } from '../../auth-card';
import { DeadLink } from './dead-link';

export const metadata: Metadata = { title: 'Invitation', robots: 'noindex' };

type Props = { params: Promise<{ token: string }> };

export default async function InvitePage({ params }: Props) {
  const { token } = await params;
  const { invitation, isLimited, email } = await invitationPage(token);
  if (invitation === null) return <DeadLink isLimited={isLimited} />;
  return (
    <AuthCard
      title={`Join ${invitation.workspace}`}
      description={
        <>
          {invitation.invitedBy === '' ? 'You are invited' : `${invitation.invitedBy} invites you`} as{' '}
          <strong className="font-medium text-ink">{invitation.role}</strong>. This is for{' '}
          <strong className="font-medium break-all text-ink">{invitation.email}</strong>.
        </>
      }
    >
      <AcceptInvitation token={token} email={invitation.email} signedInAs={email} />
    </AuthCard>
  );
}
