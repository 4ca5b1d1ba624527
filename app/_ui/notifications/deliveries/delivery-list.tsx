'use client';

import { Inbox } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Card, CardHeader } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { Notice } from '@/app/_ui/kit/notice';
import { UndoToast } from '@/app/_ui/kit/undo-toast';
import type { Delivery, DeliveryStatus } from '@/lib/model/notification';
import { asError } from '../field-faults';
import { discardDelivery, resendDelivery } from '../notification-calls';
import { DeliveryDrawer } from './delivery-drawer';
import { DeliveryRow } from './delivery-row';

export type DeliveryListProps = {
  workspace: string;
  timezone: string;
  deliveries: readonly Delivery[];
  /** Names of channels by their ids; one that was deleted is missing. */
  channels: Readonly<Record<string, string>>;
  isFiltered: boolean;
  canManage: boolean;
  renderedAt: number;
};

/** What was sent to whom. What nobody got comes first. */
export function DeliveryList(props: DeliveryListProps) {
  const { deliveries, channels, timezone, renderedAt } = props;
  const { shown, fault, discarded, resend, discard, forget } = useActions(props);
  const [open, setOpen] = useState<Delivery | null>(null);
  const rowsOf = (of: readonly Delivery[]) => (
    <ul className="divide-y divide-line">
      {of.map((delivery) => (
        <DeliveryRow
          key={delivery.id}
          delivery={delivery}
          channel={channels[delivery.channelId] ?? null}
          timezone={timezone}
          renderedAt={renderedAt}
          onOpen={() => setOpen(delivery)}
          onResend={props.canManage ? () => void resend(delivery) : undefined}
          onDiscard={props.canManage ? () => void discard(delivery) : undefined}
        />
      ))}
    </ul>
  );
  const dead = shown.filter(({ status }) => status === 'dead');
  const others = shown.filter(({ status }) => status !== 'dead');
  return (
    <div className="grid gap-4">
      {fault !== null && <Notice tone="bad">{fault}</Notice>}
      {dead.length > 0 && (
        <Card className="overflow-hidden" aria-label="Failed">
          <CardHeader
            title="Nobody got these"
            description="Every attempt failed. Send them again once the cause is gone, or discard them."
            className="pb-2"
          />
          {rowsOf(dead)}
        </Card>
      )}
      {others.length > 0 && (
        <Card className="overflow-hidden" aria-label="Deliveries">
          {rowsOf(others)}
        </Card>
      )}
      {deliveries.length === 0 && <Nothing isFiltered={props.isFiltered} />}
      {open && (
        <DeliveryDrawer
          delivery={open}
          channel={channels[open.channelId] ?? null}
          timezone={timezone}
          onClose={() => setOpen(null)}
        />
      )}
      {discarded && (
        <UndoToast
          key={discarded.id}
          text="The message was discarded."
          onUndo={() => void resend(discarded)}
          onGone={forget}
        />
      )}
    </div>
  );
}

const Nothing = ({ isFiltered }: { isFiltered: boolean }) => (
  <Card>
    <EmptyState icon={Inbox} title={isFiltered ? 'No message fits' : 'Nothing was sent yet'} className="py-16">
      {isFiltered
        ? 'Choose another status or channel.'
        : 'Every message to a channel appears here, with how it fared and what the receiver said.'}
    </EmptyState>
  </Card>
);

/** What can be done with a message, shown at once and taken back when the portal refuses. */
function useActions({ workspace, deliveries }: DeliveryListProps) {
  const router = useRouter();
  const [statuses, setStatuses] = useState<ReadonlyMap<string, DeliveryStatus>>(new Map());
  const [discarded, setDiscarded] = useState<Delivery | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const put = async (delivery: Delivery, status: DeliveryStatus, work: () => Promise<unknown>): Promise<boolean> => {
    setFault(null);
    setStatuses(new Map([...statuses, [delivery.id, status]]));
    try {
      await work();
      router.refresh();
      return true;
    } catch (thrown) {
      setFault(asError(thrown).message);
      return false;
    } finally {
      setStatuses((all) => new Map([...all].filter(([id]) => id !== delivery.id)));
    }
  };
  return {
    shown: deliveries.map((each) => ({ ...each, status: statuses.get(each.id) ?? each.status })),
    fault,
    discarded,
    forget: () => setDiscarded(null),
    resend: async (delivery: Delivery): Promise<void> => {
      setDiscarded(null);
      await put(delivery, 'queued', () => resendDelivery(workspace, delivery.id));
    },
    discard: async (delivery: Delivery): Promise<void> => {
      if (await put(delivery, 'discarded', () => discardDelivery(workspace, delivery.id))) setDiscarded(delivery);
    },
  };
}
