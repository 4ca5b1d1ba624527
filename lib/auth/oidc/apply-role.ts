import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { recordAccess } from '@/lib/auth/record-access';
import type { Role } from '@/lib/model/actor';
import type { Workspace } from '@/lib/model/workspace';
import type { Member, Store } from '@/lib/store/store';
import type { OidcPerson, OidcSettings } from './oidc-settings';
import { roleOf } from './role-map';

type Deps = Pick<Services, 'clock' | 'newId'>;
type Applied = { userId: string; person: OidcPerson };

/**
 * Makes the workspace's membership what the provider's claim says, at each sign-in. The last owner stays one. Throws
 * `forbidden` when the claim gives no role; the membership that is there stays until somebody takes it away.
 */
export async function applyRole(
  tx: Store,
  { settings, ...deps }: Deps & { settings: OidcSettings },
  { userId, person }: Applied,
): Promise<void> {
  const workspace = await workspaceOf(tx, settings);
  const members = await tx.workspaces.listMembers(workspace.id);
  const seat = members.find((member) => member.userId === userId);
  if (settings.roles === null && seat !== undefined) return;
  const role = settings.roles === null ? 'viewer' : roleOf(settings.roles, person.roleValues);
  if (role === null)
    throw new AppError('forbidden', 'The identity provider gives you no role here', { detail: 'oidc_no_role' });
  if (seat?.role === role || isLastOwner(members, seat)) return;
  if (seat === undefined) await tx.workspaces.addMember(workspace.id, userId, role);
  else await tx.workspaces.setRole(workspace.id, userId, role);
  await note(tx, deps, { workspaceId: workspace.id, userId, before: seat?.role ?? null, role });
}

async function workspaceOf(tx: Store, { workspace: slug }: OidcSettings): Promise<Workspace> {
  const found =
    slug === null
      ? (await tx.workspaces.list()).find(({ kind }) => kind === 'main')
      : await tx.workspaces.findBySlug(slug);
  // Locked, so that two who sign in at once cannot both stop being the last but one owner.
  const workspace = found && (await tx.workspaces.findForMembers(found.id));
  if (!workspace)
    throw new AppError('internal', `SIGHTGLASS_OIDC_WORKSPACE: there is no workspace "${slug ?? 'main'}"`);
  return workspace;
}

const isLastOwner = (members: readonly Member[], seat: Member | undefined): boolean =>
  seat?.role === 'owner' && members.filter(({ role }) => role === 'owner').length === 1;

type Note = { workspaceId: string; userId: string; before: Role | null; role: Role };

async function note(tx: Store, deps: Deps, { workspaceId, userId, before, role }: Note): Promise<void> {
  await recordAccess(tx, deps, {
    actor: { kind: 'system', workspaceId, purpose: 'oidc' },
    action: before === null ? 'member.add' : 'member.change_role',
    target: `user:${userId}`,
    ...(before !== null && { before: { role: before } }),
    after: { role },
  });
}
