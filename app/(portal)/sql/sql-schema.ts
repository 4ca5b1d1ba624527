import type { SqlSchema } from '@/app/_ui/sql/sql-columns';
import type { PageContext } from '@/lib/http/page-context';
import { catalog, type CatalogProperty } from '@/lib/query/catalog';

/** Properties are looked up for this many of the most frequent events. */
const withProperties = 8;
const maxEvents = 100;

/** The real names that a statement can be made of; empty while the engine cannot say. */
export async function sqlSchema(ctx: PageContext): Promise<SqlSchema> {
  try {
    const found = await catalog(ctx, {});
    const events = found.kind === 'events' ? found.events.slice(0, maxEvents) : [];
    const lists = await Promise.all(events.slice(0, withProperties).map(({ name }) => catalog(ctx, { event: name })));
    return {
      events: events.map(({ name, count }) => ({ name, count })),
      properties: typesOf(lists.flatMap((list) => (list.kind === 'properties' ? list.properties : []))),
    };
  } catch (err) {
    ctx.log.debug({ err, requestId: ctx.requestId }, 'the names for the editor could not be read');
    return { events: [], properties: [] };
  }
}

function typesOf(properties: readonly CatalogProperty[]): SqlSchema['properties'] {
  const types = new Map<string, Set<string>>();
  for (const property of properties)
    types.set(property.field, new Set([...(types.get(property.field) ?? []), ...property.types]));
  return [...types]
    .map(([field, kinds]) => ({ field, type: [...kinds].join(' or ') }))
    .sort((a, b) => (a.field < b.field ? -1 : 1));
}
