import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { findResource, type Resource } from './check-settings';

/** What would be embedded: its title, and what can be a parameter of it without a field. Throws `not_found`. */
export async function describeResource(
  ctx: Context,
  resource: Resource,
): Promise<{ title: string; variables: string[]; isSql: boolean }> {
  authorize(ctx, 'embeds:manage');
  return findResource(ctx.store, ctx, resource);
}
