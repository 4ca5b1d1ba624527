import type { Metadata } from 'next';
import { AcceptInvitation } from '@/app/_ui/access/accept-invitation';
import { Wordmark } from '@/app/_ui/kit/mark';
import { invitationPage } from '@/lib/http/invitation-visit';
import { DeadLink } from './dead-link';

export const metadata: Metadata = { title: 'Invitation', robots: 'noindex' };

type Props = { params: Promise<{ token: string }> };

export default async function InvitePage({ params }: Props) {
  const { token } = await params;
  const { invitation, isLimited, email } = await invitationPage(token);
  if (invitation === null) return <DeadLink isLimited={isLimited} />;
  return (
    <main className="grid min-h-dvh place-items-center px-5 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-8 flex justify-center">
          <Wordmark />
        </div>
        <div className="rounded-xl border border-line bg-surface p-6 shadow-card sm:p-8">
          <h1 className="text-xl font-semibold tracking-tight break-words">Join {invitation.workspace}</h1>
          <p className="mt-1 mb-6 text-sm text-muted">
            {invitation.invitedBy === '' ? 'You are invited' : `${invitation.invitedBy} invites you`} as{' '}
            <strong className="font-medium text-ink">{invitation.role}</strong>. This is for{' '}
            <strong className="font-medium break-all text-ink">{invitation.email}</strong>.
          </p>
          <AcceptInvitation token={token} email={invitation.email} signedInAs={email} />
        </div>
      </div>
    </main>
  );
}
