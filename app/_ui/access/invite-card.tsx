'use client';

import { Mail } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { Field, Input } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';
import { agoWords } from '@/app/_ui/panels/relative-time';
import type { InvitationView } from '@/lib/model/access';
import type { Role } from '@/lib/model/actor';
import { InvitationItem } from './invitation-item';
import { InvitationLink, type Sent } from './invitation-link';
import { RoleSelect } from './role-select';
import { roleWords } from './role-words';

type Props = { workspace: string; mine: Role; invitations: readonly InvitationView[]; now: number };
type Made = Sent & { invitation: InvitationView };

/** Invites people by a link, and lists the invitations that wait. */
export function InviteCard({ workspace, mine, invitations, now }: Props) {
  const router = useRouter();
  const [made, setMade] = useState<Made | null>(null);
  const [role, setRole] = useState<Role>('viewer');
  const { isBusy, fault, run } = useAction();
  const choices: Role[] = mine === 'owner' ? ['viewer', 'editor', 'admin', 'owner'] : ['viewer', 'editor', 'admin'];
  const call = (path: string, body?: unknown) =>
    run(async () => {
      setMade(await callApi<Made>(path, { method: 'POST', workspace, ...(body !== undefined && { body }) }));
      router.refresh();
    });
  const invite = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const email = new FormData(form).get('email');
    if (await call('/api/invitations', { email, role })) form.reset();
  };
  return (
    <Card className="overflow-hidden">
      <CardHeader
        title="Invite somebody"
        description="They get a link that works once, for seven days. Who has no account yet makes one with it."
      />
      <CardBody className="grid gap-4">
        <form onSubmit={(event) => void invite(event)} className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 flex-1 basis-56">
            <Field label="Email" htmlFor="invite-email">
              <Input id="invite-email" name="email" type="email" required maxLength={254} autoComplete="off" />
            </Field>
          </div>
          <Field label="Role" htmlFor="invite-role">
            <RoleSelect id="invite-role" className="w-28" {...{ value: role, choices }} onChoose={setRole} />
          </Field>
          <Button type="submit" variant="primary" disabled={isBusy} aria-busy={isBusy}>
            <Mail aria-hidden />
            Invite
          </Button>
          <p className="w-full text-xs text-faint">{roleWords[role]}.</p>
        </form>
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
