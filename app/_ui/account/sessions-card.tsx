'use client';

import { MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { When } from '@/app/_ui/incidents/when';
import { Badge } from '@/app/_ui/kit/badge';
import { Card, CardHeader } from '@/app/_ui/kit/card';
import { ConfirmButton } from '@/app/_ui/kit/confirm-button';
import type { SessionMethod, SessionSummary } from '@/lib/model/session';

type Props = { initial: SessionSummary[]; workspace: string; timezone: string; renderedAt: number };

/** Where the user is signed in, and the way to end that. */
export function SessionsCard({ initial, workspace, timezone, renderedAt }: Props) {
  const [sessions, setSessions] = useState(initial);
  const others = sessions.filter(({ isCurrent }) => !isCurrent);
  const end = async (id: string): Promise<void> => {
    await callApi(`/api/account/sessions/${encodeURIComponent(id)}`, { method: 'DELETE', workspace });
    setSessions((known) => known.filter((session) => session.id !== id));
  };
  const endOthers = async (): Promise<void> => {
    await callApi('/api/account/sessions', { method: 'DELETE', workspace });
    setSessions((known) => known.filter(({ isCurrent }) => isCurrent));
  };
  return (
    <Card className="overflow-hidden">
      <CardHeader
        title="Where you are signed in"
        description="A session ends after seven days, when you sign out, or here. Its live charts stop within seconds."
        className="flex-wrap pb-3"
        action={
          others.length > 0 && (
            <ConfirmButton
              label="Sign out everywhere else"
              title="Sign out everywhere else?"
              description={`${others.length === 1 ? 'One other session ends' : `${others.length} other sessions end`} at once. You stay signed in here.`}
              confirm="Sign out"
              action={endOthers}
              variant="secondary"
            />
          )
        }
      />
      <ul className="divide-y divide-line border-t border-line" aria-label="Sessions">
        {sessions.map((session) => (
          <SessionItem key={session.id} {...{ session, timezone, renderedAt }} onEnd={() => end(session.id)} />
        ))}
      </ul>
    </Card>
  );
}

const methods: Record<SessionMethod, string> = {
  password: 'password',
  code: 'password and code',
  oidc: 'identity provider',
};

type ItemProps = Pick<Props, 'timezone' | 'renderedAt'> & { session: SessionSummary; onEnd: () => Promise<void> };

function SessionItem({ session, timezone, renderedAt, onEnd }: ItemProps) {
  const { device, ip, method, createdAt, lastSeenAt, isCurrent } = session;
  return (
    <li
      className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3"
      data-session={isCurrent ? 'current' : 'other'}
    >
      <MonitorSmartphone aria-hidden className="size-5 shrink-0 text-faint" strokeWidth={1.75} />
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
          {device}
          {isCurrent && <Badge tone="accent">This one</Badge>}
        </p>
        <p className="text-xs text-muted">
          {ip} · signed in <When at={createdAt} {...{ timezone, renderedAt }} /> with {methods[method]} · last seen{' '}
          <When at={lastSeenAt} {...{ timezone, renderedAt }} />
        </p>
      </div>
      {!isCurrent && (
        <ConfirmButton
          label="Sign out"
          title={`Sign out ${device}?`}
          description="Whoever uses it has to sign in again. If it was not you, change your password, too."
          confirm="Sign out"
          action={onEnd}
        />
      )}
    </li>
  );
}
