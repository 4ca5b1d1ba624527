import { Table, Td, Th, Tr } from '@/app/_ui/kit/table';
import { agoWords } from '@/app/_ui/panels/relative-time';
import { formatBucket } from '@/lib/chart/format-time';
import type { RejectedEvent } from '@/lib/model/event';

type Props = { events: readonly RejectedEvent[]; timezone: string; now: number };

export function RejectedTable({ events, timezone, now }: Props) {
  return (
    <Table aria-label="Rejected events">
      <thead>
        <tr>
          <Th>When</Th>
          <Th>Reason</Th>
          <Th>Event</Th>
          <Th>Id</Th>
          <Th>Came by</Th>
          <Th>What was sent</Th>
        </tr>
      </thead>
      <tbody>
        {events.map((event, index) => (
          <Tr key={index}>
            <Td className="whitespace-nowrap text-muted" title={formatBucket(event.receivedAt, '1s', timezone)}>
              {agoWords(now - event.receivedAt)}
            </Td>
            <Td className="min-w-48 font-medium">{event.reason}</Td>
            <Td className="whitespace-nowrap">{event.eventName || '–'}</Td>
            <Td className="max-w-36 truncate font-mono text-xs" title={event.eventId}>
              {event.eventId || '–'}
            </Td>
            <Td className="whitespace-nowrap text-muted">{event.source}</Td>
            <Td className="min-w-64">
              <details>
                <summary className="max-w-96 truncate font-mono text-xs text-muted hover:text-ink">
                  {event.sample}
                </summary>
                <pre className="mt-2 max-w-[60ch] rounded-md bg-sunken p-2 font-mono text-xs break-all whitespace-pre-wrap">
                  {event.sample}
                </pre>
              </details>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
