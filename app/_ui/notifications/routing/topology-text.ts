import type { Routing } from '@/lib/model/routing';

type Pairs = Routing['topology'];

export const topologyText = (pairs: Pairs): string => pairs.map(([from, to]) => `${from} → ${to}`).join('\n');

/** Reads `a → b`, `a -> b` or `a, b` on each line; `unread` is the first line that is none of these. */
export function parseTopology(text: string): { pairs: Pairs; unread: string | null } {
  const pairs: Pairs = [];
  let unread: string | null = null;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const parts = line.split(/→|->|,/).map((part) => part.trim());
    const [from = '', to = ''] = parts;
    if (parts.length === 2 && from !== '' && to !== '') pairs.push([from, to]);
    else unread ??= line.trim();
  }
  return { pairs, unread };
}
