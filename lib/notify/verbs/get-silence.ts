import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { Silence } from '@/lib/model/silence';
import { noSuchSilence } from '@/lib/notify/telling/check-silence';

/** Throws `not_found`. */
export async function getSilence(ctx: Context, { id }: { id: string }): Promise<Silence> {
  authorize(ctx, 'alerts:read');
  const silence = await ctx.store.silences.find(ctx.actor.workspaceId, id);
  if (silence === null) throw noSuchSilence();
  return silence;
}
