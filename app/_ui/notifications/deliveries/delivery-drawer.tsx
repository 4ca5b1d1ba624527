'use client';

import { Badge } from '@/app/_ui/kit/badge';
import { Drawer } from '@/app/_ui/kit/drawer';
import { formatMoment } from '@/lib/chart/format-time';
import type { Delivery, NotifiedAlert } from '@/lib/model/notification';
import { occasionWords, statusWords } from './delivery-words';

type Props = { delivery: Delivery; channel: string | null; timezone: string; onClose: () => void };

/** What a message says, before it takes the form of its channel, and how it fared. */
export function DeliveryDrawer({ delivery, channel, timezone, onClose }: Props) {
  const { message, status, attempts, lastError, createdAt, sentAt } = delivery;
  const { policy, receiver, incident, alerts, occasion } = message;
  const facts: readonly (readonly [string, string])[] = [
    ['Channel', channel ?? 'deleted'],
    ['Policy', policy],
    ['Receiver', receiver],
    ['Written', formatMoment(createdAt, timezone)],
    ['Sent', sentAt === null ? 'not yet' : formatMoment(sentAt, timezone)],
    ['Attempts', String(attempts)],
    ['Repeat key', delivery.idempotencyKey],
  ];
  return (
    <Drawer
      title={incident ? `#${incident.number} ${incident.title}` : occasionWords[occasion]}
      description={`${occasionWords[occasion]}, ${statusWords[status].label.toLowerCase()}`}
      onClose={onClose}
    >
      <div className="grid gap-5">
        {lastError !== null && (
          <p className="rounded-md bg-bad-soft px-3 py-2 text-sm break-words">The receiver said: {lastError}</p>
        )}
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="break-words">{value}</dd>
            </div>
          ))}
        </dl>
        <section>
          <h3 className="text-sm font-medium">
            {alerts.length} {alerts.length === 1 ? 'alert' : 'alerts'}
          </h3>
          <ul className="mt-2 grid gap-2">
            {alerts.map((alert) => (
              <AlertBox key={alert.id} alert={alert} timezone={timezone} />
            ))}
          </ul>
        </section>
      </div>
    </Drawer>
  );
}

function AlertBox({ alert, timezone }: { alert: NotifiedAlert; timezone: string }) {
  return (
    <li className="rounded-lg border border-line px-3 py-2 text-sm">
      <p className="flex items-center gap-2">
        <Badge tone={alert.status === 'firing' ? 'bad' : 'good'}>
          {alert.status === 'firing' ? 'Firing' : 'Resolved'}
        </Badge>
        <span className="text-xs text-muted">since {formatMoment(alert.startsAt, timezone)}</span>
      </p>
      <p className="mt-1 break-words">{alert.because}</p>
      <ul className="mt-1.5 flex flex-wrap gap-1" aria-label="Labels">
        {Object.entries(alert.labels).map(([name, value]) => (
          <li key={name} className="max-w-full truncate rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-2xs">
            {name}={value}
          </li>
        ))}
      </ul>
    </li>
  );
}
