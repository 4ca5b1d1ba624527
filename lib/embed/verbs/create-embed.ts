import { z } from 'zod';
import { actorName } from '@/lib/audit/actor-name';
import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { embedKinds, type Embed } from '@/lib/model/embed';
import { checkSettings, findResource } from './check-settings';

export const createEmbedInput = z.strictObject({
  kind: z.enum(embedKinds),
  resourceId: z.string().min(1).max(60),
  name: z.string().trim().min(1).max(120).optional(),
  settings: z.unknown().optional(),
});

/** Sets a chart or dashboard up for embedding. Throws `not_found`, `invalid_input`, and `conflict` when it is already. */
export async function createEmbed(ctx: Context, input: z.output<typeof createEmbedInput>): Promise<Embed> {
  authorize(ctx, 'embeds:manage');
  const { kind, resourceId } = input;
  const resource = await findResource(ctx.store, ctx, { kind, resourceId });
  const settings = checkSettings(input.settings ?? {}, resource);
  const now = ctx.clock.now();
  const by = await actorName(ctx.store, ctx);
  const embed: Embed = {
    id: ctx.newId(),
    workspaceId: ctx.actor.workspaceId,
    ...{ kind, resourceId, settings },
    name: input.name ?? resource.title,
    isEnabled: true,
    createdBy: by,
    createdAt: now,
    updatedBy: by,
    updatedAt: now,
  };
  await ctx.store.transaction(async (tx) => {
    await tx.embeds.insert(embed);
    const after = { name: embed.name, kind, resourceId, settings };
    await record(tx, ctx, { action: 'embed.create', target: `embed:${embed.id}`, after });
  });
  ctx.embeds.changed();
  return embed;
}
