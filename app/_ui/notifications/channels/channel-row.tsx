'use client';

import { Ellipsis, Pencil, Power, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Badge, Dot } from '@/app/_ui/kit/badge';
import { Button } from '@/app/_ui/kit/button';
import { Dialog } from '@/app/_ui/kit/dialog';
import { Menu, MenuItem, MenuSeparator } from '@/app/_ui/kit/menu';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';
import { useNow } from '@/app/_ui/panels/use-now';
import type { Channel } from '@/lib/model/channel';
import type { Delivery } from '@/lib/model/notification';
import { agoWords } from '@/app/_ui/panels/relative-time';
import { occasionWords, statusWords } from '../deliveries/delivery-words';
import { testChannel } from '../notification-calls';
import { goesTo, kindWords } from './channel-kinds';
import { TestButton, TestResult, useChannelTest } from './test-button';

export type LastDelivery = Pick<Delivery, 'status' | 'createdAt' | 'sentAt' | 'lastError'> & {
  occasion: Delivery['message']['occasion'];
};
type Props = {
  workspace: string;
  channel: Channel;
  last: LastDelivery | null;
  canManage: boolean;
  renderedAt: number;
  onEdit: () => void;
  onSwitch: () => void;
  onRemove: () => Promise<void>;
};

/** One channel: where it goes, how its last message fared, and what can be done. */
export function ChannelRow({ workspace, channel, last, canManage, renderedAt, ...acts }: Props) {
  const { icon: Icon, label } = kindWords[channel.settings.kind];
  const { isBusy, result, run } = useChannelTest(() => testChannel(workspace, channel.id));
  return (
    <li className="px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="grid size-9 shrink-0 place-items-center rounded-md bg-sunken text-muted">
          <Icon aria-hidden className="size-4.5" strokeWidth={1.75} />
        </span>
        <div className="min-w-0 flex-1 basis-44">
          <p className="flex flex-wrap items-center gap-1.5">
            <span className="truncate font-medium">{channel.name}</span>
            {!channel.isEnabled && <Badge tone="warn">Off</Badge>}
          </p>
          <p className="truncate text-sm text-muted">
            {label} <span aria-hidden>·</span> {goesTo(channel.settings)}
          </p>
        </div>
        <LastState last={last} renderedAt={renderedAt} />
        {canManage && (
          <div className="ml-auto flex items-center gap-1">
            <TestButton name={channel.name} isBusy={isBusy} onRun={() => void run()} />
            <RowMenu channel={channel} {...acts} />
          </div>
        )}
      </div>
      {result && (
        <div className="mt-2">
          <TestResult result={result} />
        </div>
      )}
    </li>
  );
}

function LastState({ last, renderedAt }: Pick<Props, 'last' | 'renderedAt'>) {
  const now = useNow(renderedAt);
  if (!last) return <p className="w-full text-xs text-faint sm:w-44">Nothing sent yet</p>;
  const { tone, label } = statusWords[last.status];
  return (
    <div className="w-full min-w-0 text-xs sm:w-44">
      <p className="flex items-center gap-1.5">
        <Dot tone={tone} />
        {label} {agoWords(now - (last.sentAt ?? last.createdAt))}
      </p>
      <p className="truncate text-faint" title={last.lastError ?? undefined}>
        {last.status !== 'sent' && last.lastError !== null ? last.lastError : occasionWords[last.occasion]}
      </p>
    </div>
  );
}

type MenuProps = Pick<Props, 'channel' | 'onEdit' | 'onSwitch' | 'onRemove'>;

function RowMenu({ channel, onEdit, onSwitch, onRemove }: MenuProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Menu
        trigger={
          <Button variant="quiet" size="icon-sm" aria-label={`Menu of ${channel.name}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem onSelect={onEdit}>
          <Pencil aria-hidden />
          Change
        </MenuItem>
        <MenuItem onSelect={onSwitch}>
          <Power aria-hidden />
          {channel.isEnabled ? 'Switch off' : 'Switch on'}
        </MenuItem>
        <MenuSeparator />
        <MenuItem isDangerous onSelect={() => setAsking(true)}>
          <Trash2 aria-hidden />
          Delete
        </MenuItem>
      </Menu>
      {isAsking && <RemoveDialog name={channel.name} onRemove={onRemove} onClose={() => setAsking(false)} />}
    </>
  );
}

type RemoveProps = { name: string; onRemove: () => Promise<void>; onClose: () => void };

function RemoveDialog({ name, onRemove, onClose }: RemoveProps) {
  const { isBusy, fault, run } = useAction();
  const remove = async (): Promise<void> => {
    if (await run(onRemove)) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Delete “${name}”?`}
      description="Its secrets are gone for good; messages that wait for it are not sent. To pause it, switch it off instead."
    >
      {fault !== null && (
        <Notice tone="bad" className="mt-4">
          {fault}
        </Notice>
      )}
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="danger" aria-busy={isBusy} disabled={isBusy} onClick={() => void remove()}>
          Delete the channel
        </Button>
      </div>
    </Dialog>
  );
}
