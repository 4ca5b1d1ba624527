import { z } from 'zod';
import type { Services } from '@/lib/context';
import type { Field } from '@/lib/model/filter';
import { dayMs } from '@/lib/time/duration';
import type { Wanted } from './wanted-properties';

const key = 'summaries.properties';
const keptSchema = z.record(z.string(), z.record(z.string(), z.number()));
/** Property to when it was last asked for, Unix ms. */
type Kept = Record<Field, number>;

/** A property costs up to 6 bytes per event. */
export const mostProperties = 10;
/** Who comes when all places are taken gets that of one that nobody has asked for in so long. */
const idleMs = 7 * dayMs;
/** And nobody keeps a place for longer than this without being asked for. */
const forgottenMs = 60 * dayMs;

/** Who has a place after some were asked for. */
export function withWanted(kept: Kept, wanted: readonly Omit<Wanted, 'workspaceId'>[], now: number): Kept {
  const next = new Map(Object.entries(kept).filter(([, at]) => now - at < forgottenMs));
  for (const { field, at } of wanted) {
    if (!next.has(field) && next.size >= mostProperties) {
      const [oldest] = [...next].sort(([, a], [, b]) => a - b);
      if (oldest === undefined || now - oldest[1] < idleMs) continue;
      next.delete(oldest[0]);
    }
    next.set(field, Math.max(at, next.get(field) ?? 0));
  }
  return Object.fromEntries(next);
}

/**
 * The properties that are summarised, by workspace, those last asked for first; what was `wanted` since is written down. Throws what
 * the store throws.
 */
export async function keptProperties(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  wanted: readonly Wanted[],
): Promise<Map<string, Field[]>> {
  const known = keptSchema.safeParse(await store.settings.get(null, key));
  const before = known.success ? known.data : {};
  const after: Record<string, Kept> = {};
  for (const { id } of await store.workspaces.list()) {
    const own = wanted.filter((one) => one.workspaceId === id);
    const kept = withWanted(before[id] ?? {}, own, clock.now());
    if (Object.keys(kept).length > 0) after[id] = kept;
  }
  if (JSON.stringify(after) !== JSON.stringify(before)) await store.settings.set(null, key, after);
  return new Map(
    Object.entries(after).map(([id, kept]) => [
      id,
      Object.entries(kept)
        .sort(([, a], [, b]) => b - a)
        .map(([field]) => field),
    ]),
  );
}
