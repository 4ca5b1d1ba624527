import type { Services } from '@/lib/context';
import type { OpenInvitation } from '@/lib/model/access';
import type { Invitation } from '@/lib/store/access-ports';
import type { Store } from '@/lib/store/store';
import { hashInvitationToken } from './invitation-link';

type Deps = Pick<Services, 'store' | 'clock'>;

/** What the link shows; null when it is unknown, used, revoked or too old, which it does not tell apart. */
export async function findInvitation({ store, clock }: Deps, token: string): Promise<OpenInvitation | null> {
  const found = await openByToken(store, { token, now: clock.now() });
  if (found === null) return null;
  const workspace = await store.workspaces.find(found.workspaceId);
  if (workspace === null) return null;
  const [inviter] = await store.users.findMany([found.createdBy]);
  const { email, role, expiresAt } = found;
  return { workspace: workspace.name, email, role, invitedBy: inviter?.email ?? '', expiresAt };
}

export async function openByToken(
  store: Pick<Store, 'invitations'>,
  { token, now }: { token: string; now: number },
): Promise<Invitation | null> {
  const found = await store.invitations.findByToken(hashInvitationToken(token));
  const isOpen = found !== null && found.acceptedAt === null && found.revokedAt === null && found.expiresAt > now;
  return isOpen ? found : null;
}
