import { authorize, can } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { readRouting, type StoredRouting } from '@/lib/notify/routing/read-routing';

/** Who is told of what. The address of the dead man's switch is a secret of those who manage notifications. */
export async function getRouting(ctx: Context): Promise<StoredRouting> {
  authorize(ctx, 'alerts:read');
  const stored = await readRouting(ctx.store, ctx.actor.workspaceId);
  if (can(ctx.actor, 'notifications:manage')) return stored;
  const { heartbeat: _secret, ...routing } = stored.routing;
  return { ...stored, routing };
}
