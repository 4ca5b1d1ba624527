'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';
import { agoWords } from '@/app/_ui/panels/relative-time';
import type { InvitationView } from '@/lib/model/access';
import type { Role } from '@/lib/model/actor';
import { InvitationItem } from './invitation-item';
import { InvitationLink, type Sent } from './invitation-link';
import { InviteForm } from './invite-form';

type Props = { workspace: string; mine: Role; invitations: readonly InvitationView[]; now: number };
type Made = Sent & { invitation: InvitationView };

/** Invites people by a link, and lists the invitations that wait. */
export function InviteCard({ workspace, mine, invitations, now }: Props) {
  const router = useRouter();
  const [made, setMade] = useState<Made | null>(null);
  const { isBusy, fault, run } = useAction();
  const choices: Role[] = mine === 'owner' ? ['viewer', 'editor', 'admin', 'owner'] : ['viewer', 'editor', 'admin'];
  const call = (path: string, body?: unknown) =>
    run(async () => {
      setMade(await callApi<Made>(path, { method: 'POST', workspace, ...(body !== undefined && { body }) }));
      router.refresh();
    });
  return (
    <Card className="overflow-hidden">
      <CardHeader
        title="Invite somebody"
        description="They get a link that works once, for seven days. Who has no account yet makes one with it."
      />
      <CardBody className="grid gap-4">
        <InviteForm choices={choices} isBusy={isBusy} onInvite={(fields) => call('/api/invitations', fields)} />
        {fault !== null && <Notice tone="bad">{fault}</Notice>}
        {made !== null && <InvitationLink email={made.invitation.email} sent={made} />}
      </CardBody>
      {invitations.length > 0 && (
        <ul className="divide-y divide-line border-t border-line" aria-label="Open invitations">
          {invitations.map((one) => (
            <InvitationItem
              key={one.id}
              invitation={one}
              words={`${one.role}, invited ${agoWords(now - one.createdAt)} by ${one.invitedBy}`}
              isOver={one.expiresAt <= now}
              mayChange={mine === 'owner' || one.role !== 'owner'}
              onResend={() => void call(`/api/invitations/${encodeURIComponent(one.id)}/resend`)}
              onRevoke={async () => {
                await callApi(`/api/invitations/${encodeURIComponent(one.id)}`, { method: 'DELETE', workspace });
                if (made?.invitation.id === one.id) setMade(null);
                router.refresh();
              }}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}
