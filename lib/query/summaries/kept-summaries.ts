import { z } from 'zod';
import type { Services } from '@/lib/context';
import { dayMs } from '@/lib/time/duration';
import type { Wanted } from './wanted-summaries';

const setting = 'summaries.properties';
const keptSchema = z.record(z.string(), z.record(z.string(), z.number()));
/** Key, as it is written down, to when it was last asked for, Unix ms. */
type Kept = Record<string, number>;

/** A property costs up to 6 bytes per event. Filters and zones have few rows, but each day is read once for each. */
export const places = { properties: 10, others: 20 };
const kindOf = (key: string): keyof typeof places => (key.startsWith('{') ? 'others' : 'properties');
/** Who comes when all places are taken gets that of one that nobody has asked for in so long. */
const idleMs = 7 * dayMs;
/** And nobody keeps a place for longer than this without being asked for. */
const forgottenMs = 60 * dayMs;

/** Who has a place after some were asked for. */
export function withWanted(kept: Kept, wanted: readonly Omit<Wanted, 'workspaceId'>[], now: number): Kept {
  const next = new Map(Object.entries(kept).filter(([, at]) => now - at < forgottenMs));
  for (const { key, at } of wanted) {
    const alike = [...next].filter(([other]) => kindOf(other) === kindOf(key));
    if (!next.has(key) && alike.length >= places[kindOf(key)]) {
      const [oldest] = alike.sort(([, a], [, b]) => a - b);
      if (oldest === undefined || now - oldest[1] < idleMs) continue;
      next.delete(oldest[0]);
    }
    next.set(key, Math.max(at, next.get(key) ?? 0));
  }
  return Object.fromEntries(next);
}

/**
 * The keys of what is summarised, by workspace, those last asked for first; what was `wanted` since is written down. Throws what
 * the store throws.
 */
export async function keptSummaries(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  wanted: readonly Wanted[],
): Promise<Map<string, string[]>> {
  const known = keptSchema.safeParse(await store.settings.get(null, setting));
  const before = known.success ? known.data : {};
  const after: Record<string, Kept> = {};
  for (const { id } of await store.workspaces.list()) {
    const own = wanted.filter((one) => one.workspaceId === id);
    const kept = withWanted(before[id] ?? {}, own, clock.now());
    if (Object.keys(kept).length > 0) after[id] = kept;
  }
  if (JSON.stringify(after) !== JSON.stringify(before)) await store.settings.set(null, setting, after);
  return new Map(
    Object.entries(after).map(([id, kept]) => [
      id,
      Object.entries(kept)
        .sort(([, a], [, b]) => b - a)
        .map(([text]) => text),
    ]),
  );
}
