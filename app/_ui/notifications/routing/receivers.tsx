'use client';

import { CalendarClock, Pencil, Plus, Trash2, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/app/_ui/kit/badge';
import { Button } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import type { Receiver } from '@/lib/model/routing';
import { kindWords } from '../channels/channel-kinds';
import { faultsWithin } from '../field-faults';
import { listed } from '../span-words';
import type { RoutingDraft } from '../use-routing-draft';
import { freeName, policiesWith, withoutReceiver, withReceiver } from './edit-routing';
import type { ChannelRef } from './channel-ref';
import { PartFaults } from './part-faults';
import { ReceiverDialog } from './receiver-dialog';
import { SectionHead } from './section-head';

type Props = { draft: RoutingDraft; channels: readonly ChannelRef[]; canManage: boolean };

/** The named sets of channels and schedules that policies tell. */
export function Receivers({ draft, channels, canManage }: Props) {
  const { routing, change } = draft;
  const [edited, setEdited] = useState<{ at: number | null; receiver: Receiver } | null>(null);
  const add = (): void =>
    setEdited({ at: null, receiver: { name: freeName('Ops', routing.receivers), channels: [], schedules: [] } });
  return (
    <section aria-labelledby="receivers">
      <SectionHead
        id="receivers"
        title="Receivers"
        about="Named sets of channels and on-call schedules."
        action={
          canManage && (
            <Button size="sm" onClick={add}>
              <Plus aria-hidden />
              Add a receiver
            </Button>
          )
        }
      />
      <Card className="overflow-hidden">
        {routing.receivers.length === 0 ? (
          <EmptyState icon={UsersRound} title="No receiver yet" className="py-5">
            A receiver gives a few channels one name, such as “Ops” or “On call”.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line">
            {routing.receivers.map((receiver, at) => (
              <ReceiverRow
                key={at}
                {...{ draft, channels, at, receiver }}
                onEdit={canManage ? () => setEdited({ at, receiver }) : undefined}
              />
            ))}
          </ul>
        )}
      </Card>
      {edited && (
        <ReceiverDialog
          receiver={edited.receiver}
          isNew={edited.at === null}
          taken={routing.receivers.filter((_, index) => index !== edited.at).map(({ name }) => name)}
          channels={channels}
          schedules={routing.schedules.map(({ name }) => name)}
          onDone={(receiver) => {
            change(withReceiver(routing, edited.at, receiver));
            setEdited(null);
          }}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}

type RowProps = Pick<Props, 'draft' | 'channels'> & {
  at: number;
  receiver: Receiver;
  onEdit: (() => void) | undefined;
};

function ReceiverRow({ draft: { routing, faults, change }, channels, at, receiver, onEdit }: RowProps) {
  return (
    <li className="px-4 py-3 sm:px-5">
      <div className="flex items-start gap-3">
        <ReceiverText receiver={receiver} channels={channels} uses={policiesWith(routing, receiver.name)} />
        {onEdit && (
          <RowActs
            name={receiver.name}
            onEdit={onEdit}
            onRemove={() => change(withoutReceiver(routing, at), `“${receiver.name}” was taken away.`)}
          />
        )}
      </div>
      <PartFaults faults={faultsWithin(faults, `receivers.${at}`)} />
    </li>
  );
}

type TextProps = { receiver: Receiver; channels: readonly ChannelRef[]; uses: readonly string[] };

function ReceiverText({ receiver, channels, uses }: TextProps) {
  const isEmpty = receiver.channels.length === 0 && receiver.schedules.length === 0;
  return (
    <div className="min-w-0 flex-1">
      <p className="truncate text-sm font-medium">{receiver.name}</p>
      <ul className="mt-1 flex flex-wrap gap-1" aria-label={`Channels of ${receiver.name}`}>
        {receiver.channels.map((id) => (
          <li key={id}>
            <ChannelBadge channel={channels.find((each) => each.id === id)} />
          </li>
        ))}
        {receiver.schedules.map((name) => (
          <li key={name}>
            <Badge tone="accent">
              <CalendarClock aria-hidden />
              {name}
            </Badge>
          </li>
        ))}
        {isEmpty && <li className="text-xs text-warn">No channel yet: nobody would hear it</li>}
      </ul>
      <p className="mt-1 text-xs text-faint">{uses.length > 0 ? `Told by ${listed(uses)}` : 'No policy tells it'}</p>
    </div>
  );
}

export function ChannelBadge({ channel }: { channel: ChannelRef | undefined }) {
  if (!channel) return <Badge tone="bad">Deleted channel</Badge>;
  const { icon: Icon } = kindWords[channel.kind];
  return (
    <Badge tone={channel.isEnabled ? 'neutral' : 'warn'}>
      <Icon aria-hidden />
      {channel.name}
      {!channel.isEnabled && ' (off)'}
    </Badge>
  );
}

export function RowActs({ name, onEdit, onRemove }: { name: string; onEdit: () => void; onRemove: () => void }) {
  return (
    <div className="-mr-2 flex shrink-0">
      <Button variant="quiet" size="icon-sm" aria-label={`Change ${name}`} onClick={onEdit}>
        <Pencil aria-hidden />
      </Button>
      <Button variant="danger-quiet" size="icon-sm" aria-label={`Delete ${name}`} onClick={onRemove}>
        <Trash2 aria-hidden />
      </Button>
    </div>
  );
}
