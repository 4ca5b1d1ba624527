import { z } from 'zod';
import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { newPersonSchema } from '@/lib/model/access';
import type { Actor } from '@/lib/model/actor';
import type { Invitation } from '@/lib/store/access-ports';
import type { Store, User } from '@/lib/store/store';
import { hashPassword } from '../password';
import { recordAccess } from '../record-access';
import { openByToken } from './find-invitation';

export const acceptInvitationInput = z.strictObject({
  token: z.string().min(1).max(200),
  /** Of somebody who has no account yet; without it, the signed-in person joins. */
  person: newPersonSchema.optional(),
});
type Deps = Pick<Services, 'store' | 'clock' | 'newId'>;
type Input = z.output<typeof acceptInvitationInput> & {
  /** Who is signed in where the link was opened. */
  userId: string | null;
};
export type Joined = { workspace: { slug: string; name: string }; email: string };

/**
 * Joins the workspace of an invitation: the signed-in person whose address it is for, or a new person with a name and a
 * password. Of two who try at once one joins. Throws `not_found` for a link that does not work any more, `forbidden` for
 * somebody else's, and `conflict` when a new account cannot be made.
 */
export async function acceptInvitation(deps: Deps, { token, person, userId }: Input): Promise<Joined> {
  const { store, clock } = deps;
  // Before the transaction, because it takes a while and the embedded store does nothing else meanwhile.
  const passwordHash = person === undefined ? null : await hashPassword(person.password);
  return store.transaction(async (tx) => {
    const invitation = await openByToken(tx, { token, now: clock.now() });
    const workspace = invitation && (await tx.workspaces.findForMembers(invitation.workspaceId));
    if (!invitation || !workspace || !(await tx.invitations.accept(invitation.id, clock.now()))) throw usedUp();
    const fresh = person && passwordHash !== null ? { name: person.name, passwordHash } : null;
    const user = fresh ? await newUser(tx, deps, { ...fresh, email: invitation.email }) : await signedIn(tx, userId);
    if (user.email.toLowerCase() !== invitation.email)
      throw new AppError(
        'forbidden',
        `This invitation is for ${invitation.email}, and you are signed in as ${user.email}.`,
      );
    await join(tx, deps, { invitation, user });
    return { workspace: { slug: workspace.slug, name: workspace.name }, email: user.email };
  });
}

const usedUp = (): AppError =>
  new AppError('not_found', 'This invitation was used, was taken back or is too old. Ask for a new one.');

async function signedIn(tx: Store, userId: string | null): Promise<User> {
  const user = userId === null ? null : await tx.users.find(userId);
  if (user === null) throw new AppError('unauthenticated', 'Sign in first, or choose a name and a password.');
  return user;
}

type Fresh = Pick<User, 'name' | 'passwordHash' | 'email'>;

/** Never the account of somebody who has one: the link may have gone through other hands. */
async function newUser(tx: Store, { clock, newId }: Deps, fresh: Fresh): Promise<User> {
  if ((await tx.users.findByEmail(fresh.email)) !== null)
    throw new AppError(
      'conflict',
      'No account could be made. If you have signed in to this portal before, sign in to join.',
    );
  const user = { ...fresh, id: newId(), createdAt: clock.now(), lastSignInAt: null };
  await tx.users.insert(user);
  return user;
}

async function join(
  tx: Store,
  deps: Deps,
  { invitation, user }: { invitation: Invitation; user: User },
): Promise<void> {
  const { workspaceId, id, role } = invitation;
  const members = await tx.workspaces.listMembers(workspaceId);
  // Who is a member by now keeps the role they were given.
  if (!members.some((member) => member.userId === user.id)) await tx.workspaces.addMember(workspaceId, user.id, role);
  const actor: Actor = { kind: 'user', userId: user.id, email: user.email, workspaceId, role };
  await recordAccess(tx, deps, {
    actor,
    action: 'invitation.accept',
    target: `invitation:${id}`,
    after: { userId: user.id, email: user.email, role },
  });
}
