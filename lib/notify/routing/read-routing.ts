import { z } from 'zod';
import type { FieldError } from '@/lib/errors/app-error';
import { tryInput } from '@/lib/model/check-input';
import { routingSchema, type Routing } from '@/lib/model/routing';
import type { Store } from '@/lib/store/store';

export const routingKey = 'notify.routing';

const storedSchema = z.object({
  routing: routingSchema,
  version: z.number().int().min(0),
  savedBy: z.string().optional(),
  savedAt: z.number().optional(),
});

/** Everything is one message per incident, and tells nobody until somebody says whom. */
export const defaultRouting: Routing = routingSchema.parse({ policies: [{ name: 'everything' }] });

export type StoredRouting = {
  routing: Routing;
  /** Counts up with each change; 0 before the first. */
  version: number;
  /** Who saved it and when, Unix ms; missing before the first change. */
  savedBy?: string | undefined;
  savedAt?: number | undefined;
  /** Why the default stands in for what is stored. */
  faults?: FieldError[];
};

/** Who is told of what in a workspace. What is stored and no longer fits the schema counts as the default, with its faults. */
export async function readRouting(store: Pick<Store, 'settings'>, workspaceId: string): Promise<StoredRouting> {
  const stored = await store.settings.get<{ version?: unknown }>(workspaceId, routingKey);
  if (stored === null) return { routing: defaultRouting, version: 0 };
  const checked = tryInput(storedSchema, stored);
  if ('value' in checked) return checked.value;
  const version = typeof stored.version === 'number' ? stored.version : 0;
  return { routing: defaultRouting, version, faults: checked.faults };
}
