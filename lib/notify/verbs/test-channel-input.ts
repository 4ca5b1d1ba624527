import { z } from 'zod';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { checkInput } from '@/lib/model/check-input';
import { noSuchChannel } from '@/lib/notify/sending/channel-of';
import { checkChannel } from '@/lib/notify/sending/check-channel';
import { sendTest, type TestResult } from '@/lib/notify/sending/send-test';

/** With `id`, secrets that are not given are those of that channel. */
const inputSchema = z.looseObject({ id: z.string().max(60).optional() });

/** Tries what somebody is about to save. Throws `invalid_input`, `not_found`, `rate_limited` and `receiver_failed`. */
export async function testChannelInput(ctx: Context, input: unknown): Promise<TestResult> {
  authorize(ctx, 'notifications:manage');
  const { id, ...channel } = checkInput(inputSchema, input);
  const stored = id === undefined ? null : await ctx.store.channels.find(ctx.actor.workspaceId, id);
  if (id !== undefined && !stored) throw noSuchChannel();
  const now = ctx.clock.now();
  return sendTest(ctx, {
    ...checkChannel(ctx, channel, stored),
    id: id ?? 'new',
    workspaceId: ctx.actor.workspaceId,
    createdAt: now,
    updatedAt: now,
  });
}
