import type { Metadata } from 'next';
import { DeliveryFilterBar } from '@/app/_ui/notifications/deliveries/delivery-filter';
import { parseDeliveryFilter } from '@/app/_ui/notifications/deliveries/delivery-href';
import { DeliveryList } from '@/app/_ui/notifications/deliveries/delivery-list';
import { can } from '@/lib/auth/permissions';
import { pageContext } from '@/lib/http/page-context';
import { listChannelNames } from '@/lib/notify/verbs/list-channel-names';
import { listDeliveries } from '@/lib/notify/verbs/list-deliveries';

export const metadata: Metadata = { title: 'Deliveries' };

const limit = 100;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DeliveriesPage({ searchParams }: Props) {
  const ctx = await pageContext();
  const filter = parseDeliveryFilter(await searchParams);
  const [{ deliveries, counts }, channels] = await Promise.all([
    listDeliveries(ctx, { ...filter, limit }),
    listChannelNames(ctx),
  ]);
  return (
    <>
      <DeliveryFilterBar filter={filter} counts={counts} channels={channels} />
      <DeliveryList
        workspace={ctx.workspace.slug}
        timezone={ctx.workspace.timezone}
        deliveries={deliveries}
        channels={Object.fromEntries(channels.map(({ id, name }) => [id, name]))}
        isFiltered={Object.values(filter).some((value) => value !== null)}
        canManage={can(ctx.actor, 'notifications:manage')}
        renderedAt={ctx.clock.now()}
      />
      {deliveries.length === limit && <p className="mt-3 text-xs text-faint">The newest {limit} are shown.</p>}
    </>
  );
}
