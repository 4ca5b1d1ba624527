import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { rankOf, type ServiceRole } from '@/lib/model/access';
import type { ServiceAccount } from '@/lib/store/access-ports';
import { membersForChange } from '../members/standing';
import { authorize } from '../permissions';
import { recordAccess } from '../record-access';

type Ctx = Pick<Context, 'store' | 'clock' | 'newId' | 'actor'>;
type Fields = { name: string; role: ServiceRole };

/** Makes a named member that is no person: its keys do what both its role and their scopes allow. */
export async function createServiceAccount(ctx: Ctx, fields: Fields): Promise<ServiceAccount> {
  authorize(ctx, 'service_accounts:manage');
  const { name, role } = fields;
  const account = { id: ctx.newId(), workspaceId: ctx.actor.workspaceId, name, role, createdAt: ctx.clock.now() };
  await ctx.store.transaction(async (tx) => {
    await allow(tx, ctx, role);
    await tx.serviceAccounts.insert(account);
    await recordAccess(tx, ctx, {
      actor: ctx.actor,
      action: 'service_account.create',
      target: `service_account:${account.id}`,
      after: { name, role },
    });
  });
  return account;
}

/** Another name or role; its keys have the new role within seconds. Throws `not_found`. */
export async function updateServiceAccount(ctx: Ctx, { id, name, role }: Fields & { id: string }): Promise<void> {
  authorize(ctx, 'service_accounts:manage');
  await ctx.store.transaction(async (tx) => {
    await allow(tx, ctx, role);
    const known = await tx.serviceAccounts.find(ctx.actor.workspaceId, id);
    if (known === null) throw noSuch();
    await tx.serviceAccounts.update(ctx.actor.workspaceId, id, { name, role });
    await recordAccess(tx, ctx, {
      actor: ctx.actor,
      action: 'service_account.update',
      target: `service_account:${id}`,
      before: { name: known.name, role: known.role },
      after: { name, role },
    });
  });
}

/** Takes it out of the workspace; its keys are refused within seconds. Throws `not_found`. */
export async function removeServiceAccount(ctx: Ctx, { id }: { id: string }): Promise<void> {
  authorize(ctx, 'service_accounts:manage');
  const { workspaceId } = ctx.actor;
  await ctx.store.transaction(async (tx) => {
    const known = await tx.serviceAccounts.find(workspaceId, id);
    if (known === null) throw noSuch();
    const keys = await tx.apiKeys.revokeOfAccount(workspaceId, id, ctx.clock.now());
    await tx.serviceAccounts.remove(workspaceId, id);
    await recordAccess(tx, ctx, {
      actor: ctx.actor,
      action: 'service_account.remove',
      target: `service_account:${id}`,
      before: { name: known.name, role: known.role, keys },
    });
  });
}

const noSuch = (): AppError => new AppError('not_found', 'There is no such service account in this workspace.');

async function allow(tx: Parameters<typeof membersForChange>[0], ctx: Ctx, role: ServiceRole): Promise<void> {
  const { by } = await membersForChange(tx, ctx);
  if (rankOf(by.role) < rankOf(role))
    throw new AppError('forbidden', `Your role (${by.role}) cannot give the role ${role}.`);
}
