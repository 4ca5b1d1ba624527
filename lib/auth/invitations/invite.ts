import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { invitationDays, type InvitationView } from '@/lib/model/access';
import type { Role } from '@/lib/model/actor';
import { actorIdOf } from '@/lib/model/actor-id';
import type { Invitation, InvitationStore } from '@/lib/store/access-ports';
import { dayMs, hourMs } from '@/lib/time/duration';
import { membersForChange } from '../members/standing';
import { authorize } from '../permissions';
import { recordAccess } from '../record-access';
import { refusalOfInvitation, type Standing } from '../role-rules';
import { hashInvitationToken, newInvitationToken, sendInvitation, type SentInvitation } from './invitation-link';

type Ctx = Pick<Context, 'store' | 'clock' | 'newId' | 'actor' | 'mail' | 'publicUrl' | 'log'>;
type Invited = { invitation: InvitationView } & SentInvitation;

const maxPerHour = 50;

/**
 * Invites an address to the actor's workspace. The answer is the same whether the address has an account or not, and the only
 * place where the link is seen. A former invitation of the address ends. Throws `forbidden`, `conflict` for a member, and
 * `rate_limited` after 50 an hour.
 */
export async function invite(ctx: Ctx, { email, role }: { email: string; role: Role }): Promise<Invited> {
  authorize(ctx, 'members:manage');
  const { workspaceId } = ctx.actor;
  const token = newInvitationToken();
  const invitation = newInvitation(ctx, { email, role, tokenHash: hashInvitationToken(token) });
  const workspace = await ctx.store.transaction(async (tx) => {
    const { members, by } = await membersForChange(tx, ctx);
    allow(by, role);
    if (members.some((member) => member.email.toLowerCase() === email))
      throw new AppError('conflict', `${email} is a member of this workspace already.`);
    await limit(tx.invitations, ctx);
    for (const former of await tx.invitations.listOpen(workspaceId))
      if (former.email === email) {
        allow(by, former.role);
        await tx.invitations.revoke(workspaceId, former.id, ctx.clock.now());
      }
    await tx.invitations.insert(invitation);
    await recordAccess(tx, ctx, {
      actor: ctx.actor,
      action: 'invitation.create',
      target: `invitation:${invitation.id}`,
      after: { email, role, expiresAt: invitation.expiresAt },
    });
    return tx.workspaces.find(workspaceId);
  });
  return finish(ctx, invitation, { token, workspace: workspace?.name ?? '' });
}

/** A new link for an open invitation, with another seven days; the one before stops working. Throws as `invite` and `not_found`. */
export async function resendInvitation(ctx: Ctx, { id }: { id: string }): Promise<Invited> {
  authorize(ctx, 'members:manage');
  const { workspaceId } = ctx.actor;
  const token = newInvitationToken();
  const createdAt = ctx.clock.now();
  const fresh = { tokenHash: hashInvitationToken(token), createdAt, expiresAt: createdAt + invitationDays * dayMs };
  const { invitation, workspace } = await ctx.store.transaction(async (tx) => {
    const { by } = await membersForChange(tx, ctx);
    const known = await tx.invitations.find(workspaceId, id);
    if (known === null) throw noSuch();
    allow(by, known.role);
    await limit(tx.invitations, ctx);
    if (!(await tx.invitations.renew(workspaceId, id, fresh))) throw noSuch();
    await recordAccess(tx, ctx, {
      actor: ctx.actor,
      action: 'invitation.resend',
      target: `invitation:${id}`,
      before: { email: known.email, role: known.role, expiresAt: known.expiresAt },
      after: { email: known.email, role: known.role, expiresAt: fresh.expiresAt },
    });
    return { invitation: { ...known, ...fresh }, workspace: await tx.workspaces.find(workspaceId) };
  });
  return finish(ctx, invitation, { token, workspace: workspace?.name ?? '' });
}

const noSuch = (): AppError => new AppError('not_found', 'There is no such open invitation in this workspace.');

function allow(by: Standing, role: Role): void {
  const refusal = refusalOfInvitation(by, role);
  if (refusal !== null) throw new AppError('forbidden', refusal);
}

async function limit(invitations: InvitationStore, { actor, clock }: Ctx): Promise<void> {
  if ((await invitations.countSince(actor.workspaceId, clock.now() - hourMs)) < maxPerHour) return;
  throw new AppError('rate_limited', `This workspace sent ${maxPerHour} invitations within an hour. Try again later.`, {
    retryAfterMs: hourMs / 4,
  });
}

type Fields = Pick<Invitation, 'email' | 'role' | 'tokenHash'>;

function newInvitation({ actor, clock, newId }: Ctx, fields: Fields): Invitation {
  const createdAt = clock.now();
  return {
    ...fields,
    id: newId(),
    workspaceId: actor.workspaceId,
    createdBy: actorIdOf(actor),
    createdAt,
    expiresAt: createdAt + invitationDays * dayMs,
    acceptedAt: null,
    revokedAt: null,
  };
}

/** Written to after the commit: a mail cannot be taken back. */
async function finish(
  ctx: Ctx,
  { id, email, role, createdAt, expiresAt }: Invitation,
  { token, workspace }: { token: string; workspace: string },
): Promise<Invited> {
  const sent = await sendInvitation(ctx, { token, email, role, workspace, expiresAt });
  const invitedBy = ctx.actor.kind === 'user' ? ctx.actor.email : '';
  return { invitation: { id, email, role, invitedBy, createdAt, expiresAt }, ...sent };
}
