import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { dayMs } from '@/lib/time/duration';
import { inTime } from '@/lib/time/in-time';
import { createBinder } from './binder';
import { valuesQuestion, listValues, type CatalogValues } from './catalog-values';
import { rejectField } from './field';
import { propertyTypes, type PropertyType } from './property-types';
import { asker, isOutage } from './refresh';
import { compiled, type Compiled } from './scope';
import { numberIn } from './shape';
import { keyPrefix } from './spec-key';

export type CatalogEvent = { name: string; count: number; lastSeenAt: number };
export type CatalogProperty = { field: string; types: PropertyType[] };
export type Catalog =
  | { kind: 'events'; events: CatalogEvent[] }
  | {
      kind: 'properties';
      event: string;
      properties: CatalogProperty[];
      /** How many there are besides. */ more: number;
    }
  | ({ kind: 'values'; field: string } & CatalogValues);

/** Names are counted over this many days. */
const eventDays = 90;
const maxEvents = 500;
/** Properties are those of the newest events of a name. */
const sampleRows = 2_000;
const freshMs = 5_000;
/** Whoever could have an older list waits this long for a newer one, ms. */
const patienceMs = 500;
const timeoutMs = 5_000;

/**
 * What there is to ask about: without input the event names of the last 90 days, most frequent first; with `event` its
 * properties as its newest 2,000 events have them; with `field` its 50 most frequent values in the last 90 days (of `event` if
 * given), or those that contain `search`, estimated from a sample when there are many events. Throws AppError forbidden, invalid_input, overloaded, engine_unavailable, engine_timeout.
 */
export async function catalog(
  ctx: Context,
  input: { event?: string; field?: string; search?: string },
): Promise<Catalog> {
  authorize(ctx, 'query:run');
  const { event, field, search } = input;
  if (field !== undefined) {
    const wanted = valuesQuestion({ ...input, field });
    const key = JSON.stringify(['values', wanted.field, wanted.event, wanted.search]);
    const values = await remembered(ctx, key, () => listValues(ctx, wanted, (query) => ask(ctx, query)));
    return { kind: 'values', field, ...values };
  }
  if (search !== undefined) throw rejectField('search', 'needs a field to search in');
  if (event === undefined) return { kind: 'events', events: await remembered(ctx, 'events', () => listEvents(ctx)) };
  const properties = await remembered(ctx, `properties:${event}`, () => listProperties(ctx, event));
  return { kind: 'properties', event, ...properties };
}

async function listEvents(ctx: Context): Promise<CatalogEvent[]> {
  const binder = createBinder();
  const since = Math.floor((ctx.clock.now() - eventDays * dayMs) / 1_000);
  const query = compiled(
    [
      'SELECT name, toFloat64(sum(events)) AS n, toUnixTimestamp(max(minute)) AS seen\nFROM sightglass.events_1m',
      `WHERE workspace = ${binder.bind(ctx.actor.workspaceId, 'String')} AND minute >= toDateTime(${binder.bind(since, 'UInt32')}, 'UTC')`,
      `GROUP BY name\nORDER BY n DESC, name\nLIMIT ${binder.bind(maxEvents, 'UInt32')}`,
    ],
    binder,
  );
  const rows = await ask(ctx, query);
  return rows.map((row) => ({
    name: String(row.name),
    count: numberIn(row, 'n') ?? 0,
    lastSeenAt: (numberIn(row, 'seen') ?? 0) * 1_000,
  }));
}

/** A client may make up a name for every event; nobody chooses from more than so many. */
const maxProperties = 1_000;
type Properties = { properties: CatalogProperty[]; more: number };

async function listProperties(ctx: Context, event: string): Promise<Properties> {
  const binder = createBinder();
  const query = compiled(
    [
      'SELECT toJSONString(distinctJSONPathsAndTypes(properties)) AS paths\nFROM (',
      '  SELECT properties FROM sightglass.events',
      `  WHERE workspace = ${binder.bind(ctx.actor.workspaceId, 'String')} AND name = ${binder.bind(event, 'String')}`,
      `  ORDER BY toStartOfHour(timestamp) DESC, timestamp DESC LIMIT ${binder.bind(sampleRows, 'UInt32')}\n)`,
    ],
    binder,
  );
  const [row] = await ask(ctx, query);
  const all = propertyTypes(typeof row?.paths === 'string' ? row.paths : '{}');
  return { properties: all.slice(0, maxProperties), more: Math.max(0, all.length - maxProperties) };
}

function ask(ctx: Context, query: Compiled): ReturnType<ReturnType<typeof asker>> {
  return asker(
    ctx,
    { tookMs: 0, rowsRead: 0 },
    { workspaceId: ctx.actor.workspaceId, class: 'interactive', timeoutMs },
  )(query);
}

/** A list is asked for at most every five seconds; while the engine is away or slow the last one has to do. */
async function remembered<T>(ctx: Context, what: string, list: () => Promise<T>): Promise<T> {
  const key = `${keyPrefix(ctx.actor.workspaceId)}catalog:${what}`;
  const known = ctx.cache.get<T>(key);
  const now = ctx.clock.now();
  if (known !== undefined && Math.abs(now - known.computedAt) < freshMs) return known.value;
  const flight = ctx.cache.fetch(key, async () => {
    const value = await list();
    ctx.cache.set(key, value, now);
    return value;
  });
  if (known === undefined) return flight;
  try {
    const value = await inTime(flight, { ms: patienceMs, late: known });
    return value === known ? known.value : (value as T);
  } catch (error) {
    if (isOutage(error)) return known.value;
    throw error;
  }
}
