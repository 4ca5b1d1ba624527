import type { Metadata } from 'next';
import { NameCard } from '@/app/_ui/account/name-card';
import { PasswordCard } from '@/app/_ui/account/password-card';
import { SecondFactorCard } from '@/app/_ui/account/second-factor-card';
import { SessionsCard } from '@/app/_ui/account/sessions-card';
import { Card, CardHeader } from '@/app/_ui/kit/card';
import { PageHeader } from '@/app/_ui/page-header';
import { accountOf } from '@/lib/auth/account/account-of';
import { listSessions } from '@/lib/auth/account/list-sessions';
import { secondFactorStatus } from '@/lib/auth/second-factor/second-factor-status';
import { pageContext } from '@/lib/http/page-context';

export const metadata: Metadata = { title: 'Your account' };

export default async function AccountPage() {
  const ctx = await pageContext();
  const [{ user }, sessions, factor] = await Promise.all([accountOf(ctx), listSessions(ctx), secondFactorStatus(ctx)]);
  const workspace = ctx.workspace.slug;
  return (
    <>
      <PageHeader title="Your account" description={`You sign in as ${user.email}.`} />
      <div className="grid max-w-2xl grid-cols-1 gap-5">
        <NameCard initial={user.name} workspace={workspace} />
        {user.passwordHash === null ? (
          <Card className="pb-4">
            <CardHeader
              title="Password and second factor"
              description="You sign in through your identity provider, so both are set up there."
            />
          </Card>
        ) : (
          <>
            <PasswordCard email={user.email} workspace={workspace} />
            <SecondFactorCard initial={factor} workspace={workspace} timezone={ctx.workspace.timezone} />
          </>
        )}
        <SessionsCard
          initial={sessions}
          workspace={workspace}
          timezone={ctx.workspace.timezone}
          renderedAt={ctx.clock.now()}
        />
      </div>
    </>
  );
}
