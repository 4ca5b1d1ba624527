import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { Embed } from '@/lib/model/embed';
import { findEmbed } from './find-embed';

/** One embed. Throws `not_found`. */
export async function getEmbed(ctx: Context, { id }: { id: string }): Promise<Embed> {
  authorize(ctx, 'embeds:manage');
  return findEmbed(ctx.store, ctx, id);
}
