import type { Metadata } from 'next';
import { OnCallEditor } from '@/app/_ui/notifications/on-call/on-call-editor';
import { can } from '@/lib/auth/permissions';
import { pageContext } from '@/lib/http/page-context';
import { getRouting } from '@/lib/notify/verbs/get-routing';
import { listChannelNames } from '@/lib/notify/verbs/list-channel-names';
import { ReadOnlyNotice } from '../read-only-notice';

export const metadata: Metadata = { title: 'On call' };

export default async function OnCallPage() {
  const ctx = await pageContext();
  const canManage = can(ctx.actor, 'notifications:manage');
  const [state, channels] = await Promise.all([getRouting(ctx), listChannelNames(ctx)]);
  return (
    <>
      {!canManage && <ReadOnlyNotice what="change who is on call" />}
      <OnCallEditor
        key={state.version}
        workspace={ctx.workspace.slug}
        timezone={ctx.workspace.timezone}
        state={state}
        channels={channels}
        canManage={canManage}
        renderedAt={ctx.clock.now()}
      />
    </>
  );
}
