import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { rankOf } from '@/lib/model/access';
import type { Actor } from '@/lib/model/actor';
import type { Workspace } from '@/lib/model/workspace';
import type { Membership, Store } from '@/lib/store/store';
import { recordAccess } from '../record-access';
import { workspaceSlug } from '../workspace-slug';

type Ctx = Pick<Context, 'store' | 'clock' | 'newId' | 'actor'>;

const maxTries = 50;

/** A workspace costs disk and attention of the whole portal, so those who look after the main one decide. */
export const mayCreateWorkspaces = (memberships: readonly Membership[]): boolean =>
  memberships.some(({ workspace, role }) => workspace.kind === 'main' && rankOf(role) >= rankOf('admin'));

/** Makes an empty workspace that the actor owns. Throws `forbidden` for keys and for who is no admin of the main workspace. */
export async function createWorkspace(ctx: Ctx, { name }: { name: string }): Promise<Workspace> {
  const { actor } = ctx;
  if (actor.kind !== 'user') throw new AppError('forbidden', 'Workspaces are made by people, who then own them.');
  return ctx.store.transaction(async (tx) => {
    if (!mayCreateWorkspaces(await tx.workspaces.listOfUser(actor.userId)))
      throw new AppError('forbidden', 'Only admins and owners of the main workspace make new workspaces.');
    const workspace: Workspace = {
      id: ctx.newId(),
      slug: await freeSlug(tx, name),
      name,
      kind: 'team',
      timezone: 'UTC',
      retentionDays: null,
      createdAt: ctx.clock.now(),
    };
    await tx.workspaces.insert(workspace);
    await tx.workspaces.addMember(workspace.id, actor.userId, 'owner');
    const owner: Actor = { ...actor, workspaceId: workspace.id, role: 'owner' };
    await recordAccess(tx, ctx, {
      actor: owner,
      action: 'workspace.create',
      target: `workspace:${workspace.id}`,
      after: { name, slug: workspace.slug, owner: actor.userId },
    });
    return workspace;
  });
}

async function freeSlug(tx: Store, name: string): Promise<string> {
  const base = workspaceSlug(name);
  for (let count = 1; count <= maxTries; count += 1) {
    const slug = count === 1 ? base : `${base}-${count}`;
    if ((await tx.workspaces.findBySlug(slug)) === null) return slug;
  }
  throw new AppError('conflict', 'There are too many workspaces with this name. Choose another one.');
}
