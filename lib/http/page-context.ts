import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Context } from '@/lib/context';
import { isAppError } from '@/lib/errors/app-error';
import type { Workspace } from '@/lib/model/workspace';
import { runtime } from '@/lib/runtime/runtime';
import type { Membership } from '@/lib/store/store';
import { sessionOf } from './session-of';
import { chooseMembership } from './workspace-choice';

export type PageContext = Context & {
  user: { email: string; name: string };
  workspace: Workspace;
  memberships: Membership[];
  /** Origin under which the portal is reached, for snippets and links. */
  publicUrl: string;
};

/** The context of a signed-in page; sends everybody else to the sign-in page. One look-up per request. */
export const pageContext = cache(async (): Promise<PageContext> => {
  const { services, config } = await runtime();
  const head = await headers();
  const session = await sessionOf(head);
  const user = session === null ? null : await services.store.users.find(session.userId);
  if (!user || session === null)
    redirect(`/sign-in?callbackUrl=${encodeURIComponent(head.get('x-sightglass-path') ?? '/overview')}`);
  const memberships = await services.store.workspaces.listOfUser(user.id);
  if (memberships.length === 0) redirect('/no-workspace');
  const { workspace, role } = await membershipOf(memberships, head.get('x-sightglass-workspace'));
  return {
    ...services,
    actor: {
      kind: 'user',
      userId: user.id,
      email: user.email,
      workspaceId: workspace.id,
      role,
      sessionId: session.sessionId,
    },
    requestId: head.get('x-request-id') ?? services.newId(),
    user: { email: user.email, name: user.name },
    workspace,
    memberships,
    publicUrl: config.publicUrl,
  };
});

/** A link to a workspace that is gone falls back to the default one instead of a dead page. */
async function membershipOf(memberships: Membership[], wanted: string | null): Promise<Membership> {
  const cookieHeader = (await cookies()).toString();
  try {
    return chooseMembership(memberships, wanted, cookieHeader);
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return chooseMembership(memberships, null, cookieHeader);
    throw error;
  }
}
