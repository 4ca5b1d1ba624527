import type { Context } from '@/lib/context';
import type { Role } from '@/lib/model/actor';
import type { WorkspaceKind } from '@/lib/model/workspace';

type Listed = { slug: string; name: string; kind: WorkspaceKind; role: Role | null; isCurrent: boolean };

/** The workspaces that the actor may ask about: a person's own with their role in each, and the only one of a key. */
export async function workspaceList(ctx: Pick<Context, 'store' | 'actor'>): Promise<Listed[]> {
  const { actor, store } = ctx;
  if (actor.kind !== 'user') {
    const workspace = await store.workspaces.find(actor.workspaceId);
    return workspace ? [{ ...shown(workspace), role: null, isCurrent: true }] : [];
  }
  const memberships = await store.workspaces.listOfUser(actor.userId);
  return memberships.map(({ workspace, role }) => ({
    ...shown(workspace),
    role,
    isCurrent: workspace.id === actor.workspaceId,
  }));
}

const shown = ({ slug, name, kind }: Pick<Listed, 'slug' | 'name' | 'kind'>) => ({ slug, name, kind });
