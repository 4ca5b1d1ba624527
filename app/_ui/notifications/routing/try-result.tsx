import { BellOff, Hand, Route } from 'lucide-react';
import { formatBucket } from '@/lib/chart/format-time';
import { formatDuration } from '@/lib/time/duration';
import type { Tried } from '../notification-calls';
import { listed } from '../span-words';
import type { ChannelRef } from './channel-ref';
import { ChannelBadge } from './receivers';

type Props = { tried: Tried; channels: readonly ChannelRef[]; timezone: string };

/** Which policies take the alert, who is told when, and what would hold it back. */
export function TryResult({ tried, channels, timezone }: Props) {
  if (tried.policies.length === 0)
    return (
      <p className="mt-3 flex items-start gap-2 rounded-md bg-warn-soft px-3 py-2 text-sm">
        <BellOff aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
        No policy takes this alert: nobody is told.
      </p>
    );
  return (
    <ul className="mt-3 grid gap-3" aria-label="What would become of it">
      {tried.policies.map((policy) => (
        <li key={policy.policy} className="rounded-lg border border-line px-3.5 py-3">
          <p className="flex items-center gap-1.5 text-sm font-medium">
            <Route aria-hidden className="size-3.5 shrink-0 text-accent" />
            <span className="min-w-0 break-words">{policy.policy}</span>
          </p>
          <HeldBack reasons={policy.heldBack} />
          <Steps steps={policy.steps} channels={channels} timezone={timezone} />
          {policy.steps.length > 0 && (
            <p className="mt-2 text-xs text-faint">
              Again every {formatDuration(policy.repeatMs)}. Later steps end with an acknowledgement.
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function HeldBack({ reasons }: { reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  return (
    <ul aria-label="Held back" className="mt-2 grid gap-1">
      {reasons.map((reason) => (
        <li key={reason} className="flex items-start gap-1.5 rounded-md bg-warn-soft px-2 py-1 text-xs">
          <Hand aria-hidden className="mt-0.5 size-3 shrink-0 text-warn" />
          <span className="min-w-0 break-words">{reason}</span>
        </li>
      ))}
    </ul>
  );
}

type StepsProps = Pick<Props, 'channels' | 'timezone'> & { steps: Tried['policies'][number]['steps'] };

function Steps({ steps, channels, timezone }: StepsProps) {
  return (
    <ol className="mt-2 grid gap-2" aria-label="Who is told">
      {steps.map((step, at) => (
        <li key={at} className="grid gap-1 border-l-2 border-line-strong pl-3 text-sm">
          <p>
            <span className="font-medium">{step.receiver}</span>
            {step.onCall.length > 0 && <span className="text-muted"> ({listed(step.onCall)})</span>}
            <span className="block text-xs text-muted">{formatBucket(step.at, '10s', timezone)}</span>
          </p>
          <p className="flex flex-wrap gap-1">
            {step.channels.map((id) => (
              <ChannelBadge key={id} channel={channels.find((channel) => channel.id === id)} />
            ))}
            {step.channels.length === 0 && <span className="text-xs text-warn">reaches nobody</span>}
          </p>
        </li>
      ))}
    </ol>
  );
}
