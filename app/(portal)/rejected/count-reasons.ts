import type { RejectedEvent } from '@/lib/model/event';

/** How often each reason occurs, most frequent first. */
export function countReasons(events: readonly RejectedEvent[]): { reason: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { reason } of events) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
}
