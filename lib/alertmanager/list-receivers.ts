import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { readRouting } from '@/lib/notify/routing/read-routing';
import { receiverOf } from './config-yaml';

/** GET /api/v2/receivers: the default one first, as in a configuration. */
export async function listReceivers(ctx: Context): Promise<{ name: string }[]> {
  authorize(ctx, 'alerts:read');
  const { routing } = await readRouting(ctx.store, ctx.actor.workspaceId);
  const [last, ...others] = [...routing.policies].reverse();
  const inOrder = last === undefined ? [] : [last, ...others.reverse()];
  const names = new Set([...inOrder.map(receiverOf), ...routing.receivers.map(({ name }) => name)]);
  return [...names].map((name) => ({ name }));
}
