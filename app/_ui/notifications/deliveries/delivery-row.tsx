'use client';

import { RotateCcw, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/app/_ui/kit/badge';
import { Button } from '@/app/_ui/kit/button';
import { useNow } from '@/app/_ui/panels/use-now';
import { formatBucket } from '@/lib/chart/format-time';
import type { Delivery } from '@/lib/model/notification';
import { agoWords } from '@/app/_ui/panels/relative-time';
import { leftWords } from '../left-words';
import { occasionWords, statusWords } from './delivery-words';

type Props = {
  delivery: Delivery;
  /** Its name; null when it was deleted. */
  channel: string | null;
  timezone: string;
  renderedAt: number;
  onOpen: () => void;
  onResend: (() => void) | undefined;
  onDiscard: (() => void) | undefined;
};

/** One message to one channel and how it fared. */
export function DeliveryRow({ delivery, channel, timezone, renderedAt, onOpen, onResend, onDiscard }: Props) {
  const { status, message, createdAt } = delivery;
  const now = useNow(renderedAt);
  const { label, tone } = statusWords[status];
  const name = channel ?? 'a deleted channel';
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
      <div className="w-full text-xs text-muted sm:w-32 sm:pt-0.5">
        <time dateTime={new Date(createdAt).toISOString()}>{formatBucket(createdAt, '1m', timezone)}</time>
        <span className="ml-1.5 text-faint sm:ml-0 sm:block">{agoWords(now - createdAt)}</span>
      </div>
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          <Badge tone={tone}>{label}</Badge>
          <button
            type="button"
            onClick={onOpen}
            className="rounded-sm text-left font-medium underline-offset-2 hover:underline"
          >
            {occasionWords[message.occasion]}
            <span className="sr-only">: show the message</span>
          </button>
          <span className="text-muted">to {name}</span>
        </p>
        <IncidentLine message={message} />
        <Attempts delivery={delivery} now={now} />
      </div>
      {status === 'dead' && onResend && onDiscard && (
        <div className="flex gap-1">
          <Button size="sm" onClick={onResend} aria-label={`Send again to ${name}`}>
            <RotateCcw aria-hidden />
            Send again
          </Button>
          <Button size="sm" variant="danger-quiet" onClick={onDiscard} aria-label={`Discard the message to ${name}`}>
            <Trash2 aria-hidden />
            Discard
          </Button>
        </div>
      )}
    </li>
  );
}

function IncidentLine({ message: { incident } }: Pick<Delivery, 'message'>) {
  if (!incident) return null;
  return (
    <p className="mt-0.5 truncate text-sm">
      <Link
        href={`/incidents/${incident.id}`}
        prefetch={false}
        className="text-accent-strong underline-offset-2 hover:underline"
      >
        #{incident.number} {incident.title}
      </Link>
    </p>
  );
}

function Attempts({
  delivery: { status, attempts, nextAttemptAt, lastError },
  now,
}: {
  delivery: Delivery;
  now: number;
}) {
  if (attempts === 0 || (status === 'sent' && attempts === 1)) return null;
  if (status === 'sent') return <p className="mt-0.5 text-xs text-muted">Arrived at attempt {attempts}</p>;
  const tries = `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`;
  const next = status === 'queued' ? `, next in ${leftWords(nextAttemptAt - now)}` : '';
  return (
    <p className="mt-0.5 text-xs break-words text-muted">
      {tries}
      {next}
      {lastError !== null && <span className={status === 'discarded' ? '' : 'text-bad'}>: {lastError}</span>}
    </p>
  );
}
