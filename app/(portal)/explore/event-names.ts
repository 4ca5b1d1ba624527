import type { ExploreKind, ExploreSpec } from '@/lib/dashboards/explore/explore-kinds';
import { startSpec } from '@/lib/dashboards/explore/start-spec';
import type { PageContext } from '@/lib/http/page-context';
import { catalog, type CatalogEvent } from '@/lib/query/catalog';
import { dayMs } from '@/lib/time/duration';

/** As many as a new question can make use of. */
const most = 20;

/** The workspace's most frequent events, of the last day first. Empty when there are none or the engine cannot say. */
export async function eventNames(ctx: PageContext): Promise<CatalogEvent[]> {
  try {
    const found = await catalog(ctx, {});
    const since = ctx.clock.now() - dayMs;
    const isRecent = ({ lastSeenAt }: CatalogEvent): number => Number(lastSeenAt >= since);
    const events = found.kind === 'events' ? found.events : [];
    return [...events].sort((a, b) => isRecent(b) - isRecent(a)).slice(0, most);
  } catch (err) {
    ctx.log.debug({ err, requestId: ctx.requestId }, 'the event names could not be read');
    return [];
  }
}

/** A first question of a kind: of the last day when something happened in it, else of as long as it takes to see something. */
export function fallbackOf(ctx: PageContext, events: readonly CatalogEvent[]): (kind: ExploreKind) => ExploreSpec {
  const age = ctx.clock.now() - (events[0]?.lastSeenAt ?? ctx.clock.now());
  const last = age < dayMs ? '24h' : age < 30 * dayMs ? '30d' : '90d';
  const hints = { events: events.map(({ name }) => name), range: { last }, timezone: ctx.workspace.timezone };
  return (kind) => startSpec(kind, hints);
}
