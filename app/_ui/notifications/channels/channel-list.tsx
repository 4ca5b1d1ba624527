'use client';

import { Megaphone, Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { Notice } from '@/app/_ui/kit/notice';
import type { Channel } from '@/lib/model/channel';
import { asError } from '../field-faults';
import { forgetSearch } from '../forget-search';
import { removeChannel, saveChannel } from '../notification-calls';
import { ChannelDialog } from './channel-dialog';
import { ChannelRow, type LastDelivery } from './channel-row';

export type ChannelListProps = {
  workspace: string;
  channels: readonly Channel[];
  /** The newest message of each channel. */
  last: Readonly<Record<string, LastDelivery>>;
  canManage: boolean;
  /** Whether the link that led here is to add one. */
  isAdding: boolean;
  renderedAt: number;
};

/** Every place that messages can go to. */
export function ChannelList({ workspace, channels, last, canManage, isAdding, renderedAt }: ChannelListProps) {
  const router = useRouter();
  const [edited, setEdited] = useState<Channel | 'new' | null>(isAdding && canManage ? 'new' : null);
  const { shown, fault, flip, remove } = useChannels(workspace, channels);
  const close = (): void => {
    setEdited(null);
    forgetSearch();
  };
  const add = canManage && (
    <Button variant="primary" onClick={() => setEdited('new')}>
      <Plus aria-hidden />
      Add a channel
    </Button>
  );
  return (
    <div className="grid gap-3">
      {channels.length > 0 && (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-sm text-muted">Receivers are made of these. A test says at once whether one works.</p>
          {add}
        </div>
      )}
      {fault !== null && <Notice tone="bad">{fault}</Notice>}
      <Card className="overflow-hidden">
        {channels.length === 0 ? (
          <NoChannel canManage={canManage} add={add || undefined} />
        ) : (
          <ul className="divide-y divide-line" aria-label="Channels">
            {shown.map((channel) => (
              <ChannelRow
                key={channel.id}
                workspace={workspace}
                channel={channel}
                last={last[channel.id] ?? null}
                canManage={canManage}
                renderedAt={renderedAt}
                onEdit={() => setEdited(channel)}
                onSwitch={() => void flip(channel)}
                onRemove={() => remove(channel.id)}
              />
            ))}
          </ul>
        )}
      </Card>
      {edited !== null && (
        <ChannelDialog
          workspace={workspace}
          channel={edited === 'new' ? null : edited}
          names={channels.map(({ name }) => name)}
          onSaved={() => {
            close();
            router.refresh();
          }}
          onClose={close}
        />
      )}
    </div>
  );
}

const NoChannel = ({ canManage, add }: { canManage: boolean; add: ReactNode }) => (
  <EmptyState icon={Megaphone} title="No channel yet" className="py-16" action={add}>
    {canManage
      ? 'A channel is a place that messages go to: e-mail, Slack, Teams, Discord, Telegram, PagerDuty, ntfy or a webhook of yours.'
      : 'An admin of this workspace can add one.'}
  </EmptyState>
);

/** The channels as they are shown: a switch turns at once, and back when the portal refuses. */
function useChannels(workspace: string, channels: readonly Channel[]) {
  const router = useRouter();
  const [fault, setFault] = useState<string | null>(null);
  const [flipped, setFlipped] = useState<Readonly<Record<string, boolean>>>({});
  const flip = async ({ id, name, settings, isEnabled }: Channel): Promise<void> => {
    setFault(null);
    setFlipped({ ...flipped, [id]: !isEnabled });
    try {
      await saveChannel(workspace, id, { name, settings, isEnabled: !isEnabled, secrets: {} });
      router.refresh();
    } catch (thrown) {
      setFlipped({ ...flipped, [id]: isEnabled });
      setFault(asError(thrown).message);
    }
  };
  const remove = async (id: string): Promise<void> => {
    await removeChannel(workspace, id);
    router.refresh();
  };
  const shown = channels.map((channel) => ({ ...channel, isEnabled: flipped[channel.id] ?? channel.isEnabled }));
  return { shown, fault, flip, remove };
}
