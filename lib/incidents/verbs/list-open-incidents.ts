import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { Incident } from '@/lib/model/incident';
import type { Store } from '@/lib/store/store';
import { secondMs } from '@/lib/time/duration';

export type OpenIncident = Pick<Incident, 'id' | 'severity' | 'status' | 'isCorroborated'>;
/** `asOf`: when they were looked up, Unix ms. */
export type OpenList = { incidents: OpenIncident[]; asOf: number };

const limit = 100;
/** Every page needs them; who was told of those of a moment ago is told by the stream what changed since `asOf`. */
const sharedMs = secondMs;
const shared = new WeakMap<Store, Map<string, { asOf: number; list: Promise<OpenList> }>>();

/** The open incidents of the workspace in short, the newest 100, at most a second old: pages that come together share one look-up. */
export async function listOpenIncidents(ctx: Context): Promise<OpenList> {
  authorize(ctx, 'alerts:read');
  const { workspaceId } = ctx.actor;
  const ofStore = shared.get(ctx.store) ?? new Map<string, { asOf: number; list: Promise<OpenList> }>();
  shared.set(ctx.store, ofStore);
  const asOf = ctx.clock.now();
  const known = ofStore.get(workspaceId);
  if (known && Math.abs(asOf - known.asOf) < sharedMs) return await known.list;
  const list = ctx.store.incidents.listOpen(workspaceId, limit).then((incidents) => ({ incidents, asOf }));
  ofStore.set(workspaceId, { asOf, list });
  // Only what was found is shared.
  list.catch(() => ofStore.delete(workspaceId));
  return await list;
}
