import { z } from 'zod';
import type { Services } from '@/lib/context';
import { tryInput } from '@/lib/model/check-input';
import type { Store } from '@/lib/store/store';
import { minuteMs } from '@/lib/time/duration';
import { emptyCorrelation, type Correlation } from './correlate/correlate';

const counts = z.record(z.string(), z.number());
const texts = z.record(z.string(), z.string());
const signalSchema = z.object({
  alertId: z.string(),
  at: z.number(),
  labels: texts,
  everyMs: z.number(),
  needsCorroboration: z.boolean(),
});
const groupSchema = z.object({
  id: z.string().regex(/^\d+$/),
  openedAt: z.number(),
  lastAt: z.number(),
  boundary: texts,
  places: counts,
  alerts: z.number(),
  isCorroborated: z.boolean(),
  recent: z.array(signalSchema),
  bursts: z.array(z.tuple([z.number(), z.number()])),
  refused: z.array(z.string()),
});
const storedSchema = z.object({
  lastAt: z.number(),
  correlation: z.object({
    groups: z.array(groupSchema),
    comovement: z.object({ pairs: counts, places: counts }),
    opened: z.number().int().min(0),
  }),
});

/** What correlation knows of a workspace, and the time of the last alert it was given, Unix ms. */
export type Memory = { correlation: Correlation; lastAt: number };

/** A clock that was set back further than portals differ: what it remembers lies in the future. */
const mostAheadMs = 10 * minuteMs;
const mostGroups = 1_000;

/**
 * Locks and reads what correlation remembers; the number of a group is that of its incident. What cannot be read, or lies in
 * the future, is given up: incidents are rows of their own, and only what arrives from now on is grouped anew.
 */
export async function recall(
  tx: Store,
  { log }: Pick<Services, 'log'>,
  { workspaceId, at }: { workspaceId: string; at: number },
): Promise<Memory> {
  const row = await tx.correlations.lock(workspaceId);
  if (row === null) return { correlation: emptyCorrelation, lastAt: 0 };
  const anew: Memory = { correlation: { ...emptyCorrelation, opened: row.incidents }, lastAt: 0 };
  const read = tryInput(storedSchema, row.state);
  if ('faults' in read) {
    log.warn({ workspaceId, faults: read.faults.slice(0, 3) }, 'correlation could not be read and begins anew');
    return anew;
  }
  const { correlation, lastAt } = read.value;
  if (lastAt - at > mostAheadMs) {
    log.warn({ workspaceId, lastAt, at }, 'the clock was set back; correlation begins anew');
    return anew;
  }
  return { correlation: { ...correlation, opened: Math.max(correlation.opened, row.incidents) }, lastAt };
}

export async function remember(tx: Store, workspaceId: string, { correlation, lastAt }: Memory): Promise<void> {
  const groups =
    correlation.groups.length <= mostGroups
      ? correlation.groups
      : correlation.groups.toSorted((a, b) => a.lastAt - b.lastAt).slice(-mostGroups);
  const state = { lastAt, correlation: { ...correlation, groups } };
  await tx.correlations.save(workspaceId, { state, incidents: correlation.opened });
}
