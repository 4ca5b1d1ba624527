import type { SqlSchema } from '@/app/_ui/sql/sql-columns';
import type { PageContext } from '@/lib/http/page-context';
import { catalog } from '@/lib/query/catalog';

/** Properties are looked up for this many of the most frequent events. */
const withProperties = 8;
const maxEvents = 100;

/** The real names that a statement can be made of; empty while the engine cannot say. */
export async function sqlSchema(ctx: PageContext): Promise<SqlSchema> {
  try {
    const found = await catalog(ctx, {});
    const events = found.kind === 'events' ? found.events.slice(0, maxEvents) : [];
    const lists = await Promise.all(events.slice(0, withProperties).map(({ name }) => catalog(ctx, { event: name })));
    const types = new Map<string, Set<string>>();
    for (const list of lists)
      if (list.kind === 'properties')
        for (const property of list.properties) {
          const known = types.get(property.field) ?? new Set<string>();
          types.set(property.field, known);
          property.types.forEach((type) => known.add(type));
        }
    return {
      events: events.map(({ name, count }) => ({ name, count })),
      properties: [...types].map(([field, kinds]) => ({ field, type: [...kinds].join(' or ') })).sort(byField),
    };
  } catch (err) {
    ctx.log.debug({ err, requestId: ctx.requestId }, 'the names for the editor could not be read');
    return { events: [], properties: [] };
  }
}

const byField = (a: { field: string }, b: { field: string }): number => (a.field < b.field ? -1 : 1);
