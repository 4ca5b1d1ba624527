import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { Delivery, DeliveryStatus } from '@/lib/model/notification';

export type ListDeliveriesInput = {
  status?: DeliveryStatus | null | undefined;
  /** Ids. */
  incident?: string | null | undefined;
  channel?: string | null | undefined;
  /** At most 500; 100 unless given. */
  limit?: number | undefined;
};
const mostAtOnce = 500;

/** Messages that wait, were sent or could not be, newest first and without their pictures, and how many there are of each status. */
export async function listDeliveries(
  ctx: Context,
  { status, incident, channel, limit = 100 }: ListDeliveriesInput,
): Promise<{ deliveries: Delivery[]; counts: Record<DeliveryStatus, number> }> {
  authorize(ctx, 'alerts:read');
  const { workspaceId } = ctx.actor;
  const rows = await ctx.store.deliveries.list(workspaceId, {
    ...(status == null ? {} : { status }),
    ...(incident == null ? {} : { incidentId: incident }),
    ...(channel == null ? {} : { channelId: channel }),
    limit: Math.min(limit, mostAtOnce),
  });
  const deliveries = rows.map((row) => ({ ...row, message: { ...row.message, chartSvg: null } }));
  return { deliveries, counts: await ctx.store.deliveries.count(workspaceId) };
}
