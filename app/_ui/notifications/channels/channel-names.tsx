import { Megaphone } from 'lucide-react';
import { Badge } from '@/app/_ui/kit/badge';
import { Card } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import type { ChannelRef } from '../routing/channel-ref';
import { kindWords } from './channel-kinds';

/** The channels for those who may know that they are there, and not where they go. */
export function ChannelNames({ channels }: { channels: readonly ChannelRef[] }) {
  return (
    <Card className="overflow-hidden">
      {channels.length === 0 ? (
        <EmptyState icon={Megaphone} title="No channel yet" className="py-16">
          An admin of this workspace can add one.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line" aria-label="Channels">
          {channels.map(({ id, name, kind, isEnabled }) => {
            const { icon: Icon, label } = kindWords[kind];
            return (
              <li key={id} className="flex items-center gap-3 px-4 py-3 sm:px-5">
                <Icon aria-hidden className="size-4.5 shrink-0 text-muted" strokeWidth={1.75} />
                <span className="min-w-0 truncate font-medium">{name}</span>
                <span className="text-sm text-muted">{label}</span>
                {!isEnabled && <Badge tone="warn">Off</Badge>}
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
