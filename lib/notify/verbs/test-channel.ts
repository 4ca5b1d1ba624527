import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { noSuchChannel } from '@/lib/notify/sending/channel-of';
import { sendTest, type TestResult } from '@/lib/notify/sending/send-test';

/** Sends a test message to a channel, also when it is turned off. Throws `not_found`, `rate_limited` and `receiver_failed`. */
export async function testChannel(ctx: Context, { id }: { id: string }): Promise<TestResult> {
  authorize(ctx, 'notifications:manage');
  const channel = await ctx.store.channels.find(ctx.actor.workspaceId, id);
  if (!channel) throw noSuchChannel();
  return sendTest(ctx, channel);
}
