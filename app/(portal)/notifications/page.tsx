import type { Metadata } from 'next';
import { RoutingEditor } from '@/app/_ui/notifications/routing/routing-editor';
import { can } from '@/lib/auth/permissions';
import { pageContext } from '@/lib/http/page-context';
import { getRouting } from '@/lib/notify/verbs/get-routing';
import { listChannelNames } from '@/lib/notify/verbs/list-channel-names';
import { ReadOnlyNotice } from './read-only-notice';
import { UnreadableNotice } from './unreadable-notice';

export const metadata: Metadata = { title: 'Who is told' };

export default async function NotificationsPage() {
  const ctx = await pageContext();
  const canManage = can(ctx.actor, 'notifications:manage');
  const [state, channels] = await Promise.all([getRouting(ctx), listChannelNames(ctx)]);
  return (
    <>
      {state.faults && <UnreadableNotice faults={state.faults} />}
      {!canManage && <ReadOnlyNotice what="change who is told" />}
      <RoutingEditor
        key={state.version}
        workspace={ctx.workspace.slug}
        timezone={ctx.workspace.timezone}
        state={state}
        channels={channels}
        canManage={canManage}
      />
    </>
  );
}
