import type { EventSummary } from '@/lib/dashboards/overview/panel-parts';
import type { PageContext } from '@/lib/http/page-context';
import { breakdownSpecSchema } from '@/lib/model/query-spec';
import { catalog } from '@/lib/query/catalog';
import { runQuery } from '@/lib/query/run-query';

/** Properties are looked up for this many of the most frequent events. */
const withProperties = 3;

const valuesOfMonth = breakdownSpecSchema.parse({
  kind: 'breakdown',
  measures: [
    { agg: 'count', label: 'Events' },
    { agg: 'avg', of: 'value', label: 'Value' },
  ],
  by: ['name'],
  top: 20,
  range: { last: '30d' },
});

export type EventCatalog = { events: EventSummary[]; fields: string[] };

/**
 * The workspace's most frequent events of the last 30 days and the fields that a filter can be made of. Empty when the
 * engine cannot say; the panels then say why.
 */
export async function eventCatalog(ctx: PageContext): Promise<EventCatalog> {
  try {
    const { data } = await runQuery(ctx, { spec: { ...valuesOfMonth, timezone: ctx.workspace.timezone } });
    const rows = data.kind === 'breakdown' ? data.rows : [];
    const names = rows.map(({ group }) => group[0] ?? '').filter((name) => name !== '');
    const properties = new Map(
      await Promise.all(
        names.slice(0, withProperties).map(async (name) => [name, await propertiesOf(ctx, name)] as const),
      ),
    );
    const events = rows.map(({ group, values }) => ({
      name: group[0] ?? '',
      count: values[0] ?? 0,
      hasValue: typeof values[1] === 'number',
      dimensions: (properties.get(group[0] ?? '') ?? [])
        .filter(({ types }) => types.includes('text'))
        .map(({ field }) => field),
    }));
    const paths = new Set([...properties.values()].flat().map(({ field }) => field));
    return { events, fields: [...builtIn, ...paths] };
  } catch (err) {
    ctx.log.debug({ err, requestId: ctx.requestId }, 'the event names could not be read');
    return { events: [], fields: [...builtIn] };
  }
}

const builtIn = ['name', 'user', 'session', 'value'] as const;

async function propertiesOf(ctx: PageContext, event: string) {
  const found = await catalog(ctx, { event });
  return found.kind === 'properties' ? found.properties : [];
}
