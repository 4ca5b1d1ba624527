import type { Metadata } from 'next';
import { ChannelList } from '@/app/_ui/notifications/channels/channel-list';
import { ChannelNames } from '@/app/_ui/notifications/channels/channel-names';
import { can } from '@/lib/auth/permissions';
import { pageContext } from '@/lib/http/page-context';
import { listChannelNames } from '@/lib/notify/verbs/list-channel-names';
import { listChannels } from '@/lib/notify/verbs/list-channels';
import { ReadOnlyNotice } from '../read-only-notice';
import { lastDeliveries } from './last-deliveries';

export const metadata: Metadata = { title: 'Channels' };

type Props = { searchParams: Promise<{ add?: string | string[] }> };

export default async function ChannelsPage({ searchParams }: Props) {
  const ctx = await pageContext();
  if (!can(ctx.actor, 'notifications:manage'))
    return (
      <>
        <ReadOnlyNotice what="see where channels go, test and change them" />
        <ChannelNames channels={await listChannelNames(ctx)} />
      </>
    );
  const [channels, { add }] = await Promise.all([listChannels(ctx), searchParams]);
  return (
    <ChannelList
      workspace={ctx.workspace.slug}
      channels={channels}
      last={await lastDeliveries(ctx, channels)}
      canManage
      isAdding={add !== undefined}
      renderedAt={ctx.clock.now()}
    />
  );
}
