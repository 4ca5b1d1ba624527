import { Notice } from '@/app/_ui/kit/notice';
import { listMembers } from '@/lib/auth/members/list-members';
import { roleFor, type Action } from '@/lib/auth/permissions';
import type { PageContext } from '@/lib/http/page-context';

type Props = { ctx: PageContext; action: Action; what: string };

/** Instead of a page that the role may not see: which role may, and whom to ask for it. */
export async function RoleNeeded({ ctx, action, what }: Props) {
  const needed = roleFor(action);
  const owners = (await listMembers(ctx)).filter(({ role }) => role === 'owner');
  const mine = ctx.actor.kind === 'user' ? ctx.actor.role : 'none';
  return (
    <Notice tone="warn" title={`You need the role ${needed} to ${what}`} className="max-w-2xl">
      <p>
        Your role in {ctx.workspace.name} is {mine}. {owners.length === 1 ? 'Its owner is' : 'Its owners are'}{' '}
        {owners.map(({ userId, name, email }, index) => (
          <span key={userId}>
            {index > 0 && ', '}
            {name} (
            <a className="text-accent-strong underline" href={`mailto:${email}`}>
              {email}
            </a>
            )
          </span>
        ))}
        , who can change that under Members.
      </p>
    </Notice>
  );
}
