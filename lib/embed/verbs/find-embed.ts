import { toEmbed } from '@/lib/embed/access/look-up';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { Embed } from '@/lib/model/embed';
import type { Store } from '@/lib/store/store';

/** The embed of the actor's workspace. Throws `not_found`. */
export async function findEmbed(store: Pick<Store, 'embeds'>, ctx: Pick<Context, 'actor'>, id: string): Promise<Embed> {
  const row = await store.embeds.find(ctx.actor.workspaceId, id);
  if (!row) throw new AppError('not_found', 'There is no such embed in this workspace.');
  return toEmbed(row);
}
