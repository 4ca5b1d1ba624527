import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { ChannelRow } from '@/lib/store/notify-ports';
import { isSendError } from './sender';
import { countTest } from './test-limit';
import { testMessage } from './test-message';

/** How long the receiver took, in ms. */
export type TestResult = { ok: true; tookMs: number };

/** Sends a made-up message at once. Throws `rate_limited`, and `receiver_failed` with what the receiver said. */
export async function sendTest(ctx: Context, channel: ChannelRow): Promise<TestResult> {
  const { sender, store, clock, actor } = ctx;
  countTest(sender, actor.workspaceId, clock.now());
  const workspace = await store.workspaces.find(actor.workspaceId);
  const message = testMessage({
    workspace: { id: actor.workspaceId, name: workspace?.name ?? actor.workspaceId },
    channel,
    now: clock.now(),
  });
  const startedAt = clock.monotonic();
  try {
    await sender.send(channel, message, { idempotencyKey: ctx.newId(), thread: null });
  } catch (error) {
    if (!isSendError(error)) throw error;
    throw new AppError(
      'receiver_failed',
      error.message,
      error.retryAfterMs === null ? {} : { retryAfterMs: error.retryAfterMs },
    );
  }
  // What waits for this channel need not wait for its breaker's next look.
  ctx.breakers.channel(channel).reset('A test message arrived');
  return { ok: true, tookMs: Math.round(clock.monotonic() - startedAt) };
}
