'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { Select } from '@/app/_ui/kit/field';
import { deliveryHref, type DeliveryFilter } from './delivery-href';
import { statusWords } from './delivery-words';

type Props = {
  filter: DeliveryFilter;
  counts: Readonly<Record<string, number>>;
  channels: readonly { id: string; name: string }[];
};

const statuses = ['dead', 'queued', 'sent', 'discarded'] as const;

/** Which messages are shown: links with their numbers for the status, a list for the channel. */
export function DeliveryFilterBar({ filter, counts, channels }: Props) {
  const router = useRouter();
  const link = (status: DeliveryFilter['status'], label: string, count: number) => (
    <li key={status ?? 'all'}>
      <Link
        href={deliveryHref({ ...filter, status })}
        prefetch={false}
        aria-current={filter.status === status ? 'true' : undefined}
        className="flex h-8 items-center gap-1.5 rounded-md px-2.5 text-sm whitespace-nowrap text-muted hover:bg-hover hover:text-ink aria-[current=true]:bg-accent-soft aria-[current=true]:font-medium aria-[current=true]:text-accent-strong"
      >
        {label}
        <span className="text-xs">{count}</span>
      </Link>
    </li>
  );
  const all = statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
      <nav aria-label="Status" className="scroll-quiet -mx-3 max-w-full overflow-x-auto px-3 sm:mx-0 sm:px-0">
        <ul className="flex gap-0.5">
          {link(null, 'All', all)}
          {statuses.map((status) => link(status, statusWords[status].label, counts[status] ?? 0))}
        </ul>
      </nav>
      {channels.length > 0 && (
        <Select
          aria-label="Channel"
          className="w-auto max-w-56 sm:ml-auto"
          value={filter.channel ?? ''}
          onChange={({ target: { value } }) =>
            router.push(deliveryHref({ ...filter, channel: value === '' ? null : value }))
          }
        >
          <option value="">All channels</option>
          {channels.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
      {filter.incident !== null && (
        <Link
          href={deliveryHref({ ...filter, incident: null })}
          prefetch={false}
          className="text-sm text-accent-strong underline-offset-2 hover:underline"
        >
          Of all incidents
        </Link>
      )}
    </div>
  );
}
