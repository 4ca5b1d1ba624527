import type { Services } from '@/lib/context';
import { isAppError, type AppError } from '@/lib/errors/app-error';
import type { Delivery } from '@/lib/model/notification';
import type { ChannelRow } from '@/lib/store/notify-ports';
import type { Store } from '@/lib/store/store';
import { backoffMs, heldMs, isGivenUp } from './backoff';
import { SendError } from './sender';

const timeoutMs = 30_000;
/** Longer than a message may take, so that no other portal sends it meanwhile. */
const leaseMs = 2 * timeoutMs;
const messagesPerTurn = 20;

type End = Pick<Delivery, 'status' | 'attempts' | 'nextAttemptAt' | 'lastError' | 'sentAt'> & {
  result: 'sent' | 'retry' | 'held' | 'dead' | 'discarded';
  thread: string | null;
};
type Options = { random?: () => number; notTo?: readonly string[]; limit?: number };

/** A message that this portal sends now; `sent` resolves when what became of it is written. */
export type Sending = { channelId: string; sent: Promise<void> };

/**
 * Begins to send the messages that are due, several at once; of one group to one channel only the oldest, and none to the
 * channels of `notTo`. Nothing of the store is held while a message is on its way: a crash then repeats it with the same
 * idempotency key.
 */
export async function beginDue(
  services: Services,
  { random = Math.random, notTo = [], limit = messagesPerTurn }: Options = {},
): Promise<Sending[]> {
  const token = services.newId();
  const now = services.clock.now();
  const due = await services.store.deliveries.claimDue({ token, now, leaseMs, limit, notTo });
  return due.map((delivery) => ({
    channelId: delivery.channelId,
    sent: sendOne(services, delivery, { token, random: random() }).catch((error: unknown) => {
      services.metrics.notify.failures.inc();
      services.log.error({ err: error, delivery: delivery.id }, 'notify: what became of a message was not written');
    }),
  }));
}

/** Sends the messages that are due and waits for all of them. Resolves to how many there were. */
export async function sendDue(services: Services, options: Options = {}): Promise<number> {
  const begun = await beginDue(services, options);
  await Promise.all(begun.map(({ sent }) => sent));
  return begun.length;
}

async function sendOne(services: Services, delivery: Delivery, { token, random }: { token: string; random: number }) {
  const { store, clock, metrics } = services;
  const channel = await store.channels.find(delivery.workspaceId, delivery.channelId);
  const from = clock.monotonic();
  const end = await attempt(services, delivery, { channel, random });
  const kind = channel?.settings.kind ?? 'unknown';
  const tookMs = clock.monotonic() - from;
  metrics.notify.deliveries.inc({ kind, result: end.result });
  metrics.notify.duration.observe({ kind }, tookMs / 1_000);
  services.observe('portal.delivery', tookMs, { kind, result: end.result });
  await store.transaction((tx) => writeEnd(tx, services, { delivery, end, token, channel }));
}

async function attempt(
  services: Services,
  delivery: Delivery,
  { channel, random }: { channel: ChannelRow | null; random: number },
): Promise<End> {
  const { nextAttemptAt } = delivery;
  const over = { attempts: delivery.attempts, nextAttemptAt, sentAt: null, thread: null };
  const off = channel === null ? 'The channel does not exist any more' : 'The channel is switched off';
  // A test of a channel that is switched off is sent: that is what tests are for.
  const isWanted = channel !== null && (channel.isEnabled || delivery.groupId === null);
  if (channel === null) services.breakers.forgetChannel(delivery.channelId);
  if (!isWanted) return { ...over, status: 'discarded', lastError: off, result: 'discarded' };
  try {
    const { thread } = await services.breakers.channel(channel).run(() => sendInTime(services, delivery, channel));
    const attempts = delivery.attempts + 1;
    return { ...over, status: 'sent', attempts, lastError: null, sentAt: services.clock.now(), thread, result: 'sent' };
  } catch (error) {
    return isAppError(error) && error.code === 'overloaded'
      ? held(services, delivery, { error, random })
      : failure(services, delivery, { error, random });
  }
}

async function sendInTime({ sender, store }: Services, delivery: Delivery, channel: ChannelRow) {
  const { groupId, message, idempotencyKey } = delivery;
  const group = groupId === null ? null : await store.notificationGroups.find(groupId);
  const thread = group?.threads[channel.id] ?? null;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SendError(`No answer within ${timeoutMs / 1_000} s`, false)), timeoutMs);
  });
  try {
    return await Promise.race([sender.send(channel, message, { idempotencyKey, thread }), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The breaker of the channel is open: that is no attempt, and the message waits with what failed before it. */
function held(
  { clock, breakers }: Services,
  delivery: Delivery,
  { error, random }: { error: AppError; random: number },
): End {
  const { attempts, createdAt, channelId, workspaceId } = delivery;
  const now = clock.now();
  const last = breakers.find(workspaceId, `channel:${channelId}`)?.status().lastFailure;
  const lastError = `Held back, as the last messages to this channel did not arrive${last ? `: ${last}` : ''}`.slice(
    0,
    500,
  );
  const rest = { attempts, lastError, sentAt: null, thread: null, nextAttemptAt: now + heldMs(error, random) };
  return isGivenUp(attempts, now - createdAt)
    ? { ...rest, status: 'dead', result: 'dead' }
    : { ...rest, status: 'queued', result: 'held' };
}

function failure(
  { clock, log }: Services,
  delivery: Delivery,
  { error, random }: { error: unknown; random: number },
): End {
  const known = error instanceof SendError ? error : null;
  // What is no SendError is a fault of ours: it is in the log, and people read only that there is one.
  if (known === null) log.error({ err: error, delivery: delivery.id }, 'notify: a message could not be made');
  const lastError = (known?.message ?? 'The message could not be made; the log of the portal says why').slice(0, 500);
  const attempts = delivery.attempts + 1;
  const now = clock.now();
  const isDead = known?.isPermanent === true || isGivenUp(attempts, now - delivery.createdAt);
  const waitMs = backoffMs(attempts, { random, retryAfterMs: known?.retryAfterMs ?? null });
  const rest = { attempts, lastError, sentAt: null, thread: null, nextAttemptAt: now + waitMs };
  return isDead ? { ...rest, status: 'dead', result: 'dead' } : { ...rest, status: 'queued', result: 'retry' };
}

async function writeEnd(
  tx: Store,
  { newId, clock }: Services,
  { delivery, end, token, channel }: { delivery: Delivery; end: End; token: string; channel: ChannelRow | null },
): Promise<void> {
  const { result, thread, ...change } = end;
  const { id, groupId, incidentId, workspaceId, channelId } = delivery;
  const isDead = result === 'dead';
  if (isDead && incidentId !== null && (await tx.incidents.find(workspaceId, incidentId)) !== null) {
    const name = channel?.name ?? 'a channel that does not exist any more';
    const text = `A message to ${name} could not be delivered: ${change.lastError ?? ''}`;
    const about = { incidentId, workspaceId, at: clock.now(), by: null, alertId: null, value: null, severity: null };
    await tx.timeline.insert([{ id: newId(), kind: 'delivery_failed', text, ...about }]);
    await tx.incidents.update(workspaceId, incidentId, { updatedAt: clock.now() });
  }
  // Whoever has the lease by now sends it again and writes down what came of that.
  if (!(await tx.deliveries.finish(id, token, change))) return;
  if (thread !== null && groupId !== null) await tx.notificationGroups.setThread(groupId, channelId, thread);
}
