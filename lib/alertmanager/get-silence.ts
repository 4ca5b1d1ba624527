import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AmError } from './am-error';
import { parseSilenceId } from './parse-silence';
import { silenceView, type GettableSilence } from './silence-view';

/** GET /api/v2/silence/:id. Throws AmError 404 without words and 422. */
export async function getSilence(ctx: Context, id: string): Promise<GettableSilence> {
  authorize(ctx, 'alerts:read');
  const silence = await ctx.store.silences.find(ctx.actor.workspaceId, parseSilenceId(id));
  if (silence === null) throw new AmError(404, null);
  return silenceView(silence, ctx.clock.now());
}
