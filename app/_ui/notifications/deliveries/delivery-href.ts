import type { DeliveryStatus } from '@/lib/model/notification';

export type DeliveryFilter = { status: DeliveryStatus | null; channel: string | null; incident: string | null };

type Params = Record<string, string | string[] | undefined>;
const statuses: readonly string[] = ['queued', 'sent', 'dead', 'discarded'] satisfies DeliveryStatus[];

/** What the URL asks for; what cannot be read is left out. */
export function parseDeliveryFilter(params: Params): DeliveryFilter {
  const text = (name: string): string | null => [params[name] ?? []].flat()[0] ?? null;
  const status = text('status');
  return {
    status: status !== null && statuses.includes(status) ? (status as DeliveryStatus) : null,
    channel: text('channel'),
    incident: text('incident'),
  };
}

export function deliveryHref(filter: DeliveryFilter): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== null) params.set(name, value);
  const query = params.toString();
  return `/notifications/deliveries${query === '' ? '' : `?${query}`}`;
}
