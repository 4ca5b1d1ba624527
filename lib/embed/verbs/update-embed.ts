import { z } from 'zod';
import { actorName } from '@/lib/audit/actor-name';
import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { Embed } from '@/lib/model/embed';
import { checkSettings, findResource } from './check-settings';
import { findEmbed } from './find-embed';

export const updateEmbedInput = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  settings: z.unknown().optional(),
  isEnabled: z.boolean().optional(),
});
type Change = z.output<typeof updateEmbedInput>;

/** Changes what is given. Who may see it and where holds for the next visitor at once. Throws `not_found` and `invalid_input`. */
export async function updateEmbed(ctx: Context, { id, change }: { id: string; change: Change }): Promise<Embed> {
  authorize(ctx, 'embeds:manage');
  const before = await findEmbed(ctx.store, ctx, id);
  const settings =
    change.settings === undefined
      ? before.settings
      : checkSettings(change.settings, await findResource(ctx.store, ctx, before));
  const next: Embed = {
    ...before,
    settings,
    name: change.name ?? before.name,
    isEnabled: change.isEnabled ?? before.isEnabled,
    updatedBy: await actorName(ctx.store, ctx),
    updatedAt: ctx.clock.now(),
  };
  await ctx.store.transaction(async (tx) => {
    const { name, isEnabled, updatedBy, updatedAt } = next;
    await tx.embeds.update(next.workspaceId, id, { name, isEnabled, settings, updatedBy, updatedAt });
    await record(tx, ctx, { action: 'embed.update', target: `embed:${id}`, before: said(before), after: said(next) });
  });
  ctx.embeds.changed();
  return next;
}

const said = ({ name, isEnabled, settings }: Embed) => ({ name, isEnabled, settings });
