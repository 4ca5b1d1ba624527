import { z } from 'zod';
import type { Services } from '@/lib/context';
import type { Field } from '@/lib/model/filter';
import { dayMs } from '@/lib/time/duration';
import type { Wanted } from './wanted-properties';

const key = 'summaries.properties';
const keptSchema = z.record(z.string(), z.number());
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

/** The properties of a workspace that are summarised, those last asked for first. Throws what the store throws. */
export async function keptProperties(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  workspaceId: string,
  wanted: readonly Wanted[],
): Promise<Field[]> {
  const known = keptSchema.safeParse(await store.settings.get(workspaceId, key));
  const before = known.success ? known.data : {};
  const own = wanted.filter((one) => one.workspaceId === workspaceId);
  const after = withWanted(before, own, clock.now());
  if (own.length > 0 || Object.keys(after).length < Object.keys(before).length)
    await store.settings.set(workspaceId, key, after);
  return Object.entries(after)
    .sort(([, a], [, b]) => b - a)
    .map(([field]) => field);
}
