'use client';

import { BellOff, Check } from 'lucide-react';
import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import { Button, buttonClass } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { Select } from '@/app/_ui/kit/field';
import { cn } from '@/app/_ui/kit/class-names';
import type { Routing } from '@/lib/model/routing';
import type { ChannelRef } from './channel-ref';

type Props = {
  routing: Routing;
  channels: readonly ChannelRef[];
  canManage: boolean;
  onStart: (channel: ChannelRef) => void;
};

/** Nobody is told yet: the three steps to change that, and which of them are done. */
export function StartCard({ routing, channels, canManage, onStart }: Props) {
  return (
    <Card className="px-4 py-5 sm:px-6">
      <div className="flex items-start gap-3">
        <span className="grid size-10 shrink-0 place-items-center rounded-full bg-warn-soft text-warn">
          <BellOff aria-hidden className="size-5" strokeWidth={1.75} />
        </span>
        <div className="min-w-0">
          <h2 className="text-base font-semibold">Nobody is told</h2>
          <p className="text-sm text-muted">
            Alerts become incidents in this portal, and no message leaves it. Three steps change that.
          </p>
        </div>
      </div>
      <ol className="mt-4 grid gap-3 lg:grid-cols-3">
        <Step
          at={1}
          isDone={channels.length > 0}
          title="Add a channel"
          about="Where messages go: Slack, e-mail, a phone …"
        >
          {canManage && channels.length === 0 && (
            <Link href="/notifications/channels?add=1" className={buttonClass({ variant: 'primary', size: 'sm' })}>
              Add a channel
            </Link>
          )}
        </Step>
        <Step
          at={2}
          isDone={routing.receivers.length > 0}
          title="Name a receiver"
          about="A set of channels under one name, such as “Ops”."
        />
        <Step at={3} isDone={false} title="Write a policy" about="Which alerts it hears of, and who is next." />
      </ol>
      {canManage && channels.length > 0 && <QuickStart channels={channels} onStart={onStart} />}
      {!canManage && <p className="mt-4 text-sm text-muted">An admin of this workspace can set this up.</p>}
    </Card>
  );
}

type StepProps = { at: number; isDone: boolean; title: string; about: string; children?: ReactNode };

function Step({ at, isDone, title, about, children }: StepProps) {
  return (
    <li className="flex items-start gap-3 rounded-lg border border-line px-4 py-3">
      <span
        className={cn(
          'mt-0.5 grid size-5 shrink-0 place-items-center rounded-full text-2xs font-semibold',
          isDone ? 'bg-good-soft text-good' : 'bg-sunken text-muted',
        )}
      >
        {isDone ? <Check aria-label="Done" className="size-3" /> : at}
      </span>
      <div className="grid min-w-0 justify-items-start gap-2">
        <div>
          <p className="text-sm font-medium">{title}</p>
          <p className="text-sm text-muted">{about}</p>
        </div>
        {children}
      </div>
    </li>
  );
}

/** The second and third step in one. */
function QuickStart({ channels, onStart }: Pick<Props, 'channels' | 'onStart'>) {
  const [id, setId] = useState((channels.find(({ isEnabled }) => isEnabled) ?? channels[0])?.id ?? '');
  const chosen = channels.find((channel) => channel.id === id);
  return (
    <div className="mt-4 flex flex-wrap items-center gap-2 border-t border-line pt-4 text-sm">
      <label htmlFor="start-channel">Shortest: tell</label>
      <Select id="start-channel" className="w-auto max-w-52" value={id} onChange={(event) => setId(event.target.value)}>
        {channels.map((channel) => (
          <option key={channel.id} value={channel.id}>
            {channel.name}
          </option>
        ))}
      </Select>
      <Button variant="primary" disabled={!chosen} onClick={() => chosen && onStart(chosen)}>
        of everything
      </Button>
    </div>
  );
}
