import type { LastDelivery } from '@/app/_ui/notifications/channels/channel-row';
import type { PageContext } from '@/lib/http/page-context';
import type { Channel } from '@/lib/model/channel';
import type { Delivery } from '@/lib/model/notification';
import { listDeliveries } from '@/lib/notify/verbs/list-deliveries';

/** The newest message of each channel that ever had one. */
export async function lastDeliveries(
  ctx: PageContext,
  channels: readonly Channel[],
): Promise<Record<string, LastDelivery>> {
  const found = await Promise.all(
    channels.map(async ({ id }) => {
      const [last] = (await listDeliveries(ctx, { channel: id, limit: 1 })).deliveries;
      return last ? [[id, lastOf(last)] as const] : [];
    }),
  );
  return Object.fromEntries(found.flat());
}

const lastOf = ({ status, createdAt, sentAt, lastError, message }: Delivery): LastDelivery => ({
  status,
  createdAt,
  sentAt,
  lastError,
  occasion: message.occasion,
});
