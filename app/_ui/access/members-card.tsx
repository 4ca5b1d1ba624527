'use client';

import { useRouter } from 'next/navigation';
import { callApi } from '@/app/_ui/http/call-api';
import { Badge } from '@/app/_ui/kit/badge';
import { Card, CardHeader } from '@/app/_ui/kit/card';
import { ConfirmButton } from '@/app/_ui/kit/confirm-button';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';
import type { Role } from '@/lib/model/actor';
import { loadPage } from './load-page';
import { RoleSelect } from './role-select';
import { roleWords } from './role-words';

export type MemberRow = { userId: string; name: string; email: string; role: Role };
type Props = {
  workspace: { slug: string; name: string };
  members: readonly MemberRow[];
  me: { userId: string; role: Role };
};

/** Who belongs to the workspace, with what they may do. Only changes that the role allows are offered. */
export function MembersCard({ workspace, members, me }: Props) {
  const router = useRouter();
  const { fault, run } = useAction();
  const owners = members.filter(({ role }) => role === 'owner').length;
  const change = (userId: string, role: Role) =>
    run(async () => {
      await callApi(memberPath(userId), { method: 'PATCH', workspace: workspace.slug, body: { role } });
      router.refresh();
    });
  const remove = async (userId: string): Promise<void> => {
    await callApi(memberPath(userId), { method: 'DELETE', workspace: workspace.slug });
    // Whoever left has no page of this workspace to come back to.
    if (userId === me.userId) loadPage('/overview');
    else router.refresh();
  };
  return (
    <Card className="overflow-hidden">
      <CardHeader
        title={`Members (${members.length})`}
        description="A changed role holds for open sessions within seconds."
        className="pb-3"
      />
      {fault !== null && (
        <Notice tone="bad" className="mx-5 mb-3">
          {fault}
        </Notice>
      )}
      <ul className="divide-y divide-line border-t border-line" aria-label="Members">
        {members.map((member) => (
          <MemberItem
            key={member.userId}
            {...{ member, me, owners, workspace: workspace.name }}
            onChange={(role) => void change(member.userId, role)}
            onRemove={() => remove(member.userId)}
          />
        ))}
      </ul>
    </Card>
  );
}

const memberPath = (userId: string): string => `/api/members/${encodeURIComponent(userId)}`;

type ItemProps = {
  member: MemberRow;
  me: Props['me'];
  owners: number;
  workspace: string;
  onChange: (role: Role) => void;
  onRemove: () => Promise<void>;
};

function MemberItem({ member, me, owners, workspace, onChange, onRemove }: ItemProps) {
  const { name, email, role } = member;
  const isMe = member.userId === me.userId;
  const isLastOwner = role === 'owner' && owners < 2;
  const choices = isLastOwner ? [] : choicesFor(me.role, { role, isMe });
  const mayRemove = !isLastOwner && (isMe || choices.length > 1);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3" data-member={email}>
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex items-center gap-2 truncate text-sm font-medium">
          <span className="truncate">{name}</span>
          {isMe && <Badge tone="accent">You</Badge>}
        </p>
        <p className="truncate text-xs text-muted">{email}</p>
      </div>
      <div className="flex items-center gap-2">
        {choices.length > 1 ? (
          <RoleSelect
            aria-label={`Role of ${name}`}
            className="w-28"
            {...{ value: role, choices }}
            onChoose={onChange}
          />
        ) : (
          <Badge title={roleWords[role]}>{role}</Badge>
        )}
        {mayRemove && (
          <ConfirmButton
            label={isMe ? 'Leave' : 'Remove'}
            title={isMe ? `Leave ${workspace}?` : `Remove ${name} from ${workspace}?`}
            description={
              isMe
                ? 'You lose access at once. An admin can invite you again.'
                : 'They lose access within seconds, also where they are signed in. What they made stays, and API keys they made go on working.'
            }
            confirm={isMe ? 'Leave' : 'Remove'}
            action={onRemove}
          />
        )}
      </div>
    </li>
  );
}

/** The roles that may be given, the present one among them; one or none when there is nothing to choose. */
function choicesFor(mine: Role, { role, isMe }: { role: Role; isMe: boolean }): Role[] {
  const all: Role[] = ['viewer', 'editor', 'admin', 'owner'];
  if (mine === 'owner') return all;
  const below = all.filter((one) => one !== 'owner');
  if (mine === 'admin' && role !== 'owner') return below;
  return isMe ? all.slice(0, all.indexOf(mine) + 1) : [];
}
