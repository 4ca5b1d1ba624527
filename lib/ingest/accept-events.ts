import { setImmediate as nextTurn } from 'node:timers/promises';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { eventLimits, type EventInput, type IngestReceipt } from '@/lib/model/event';
import { readBody, type RawBody } from './body';
import { eventIds } from './event-ids';
import { parseEventTime } from './event-time';
import { asDouble } from './parse-json';
import { parseBatch, tooMany, type ParsedBatch } from './parse-batch';
import { collectEvents, type PreparedEvents } from './prepare-events';
import { recordRejections } from './record-rejections';
import { encodeRecord, headerOfEvents } from './spool-record';

/** `visible` says, for a caller that waited, whether the events can be queried now. */
export type EventsReceipt = IngestReceipt & { visible?: boolean };

type Arrival = {
  /** Which door or protocol it came through; a label from a closed list. */
  source: string;
  /** Answer only when the events can be queried, or after ten seconds. */
  waitVisible?: boolean;
};

/** So many events are handled before other requests get a turn. */
const turnSize = 1_000;
const visibleTimeoutMs = 10_000;

/**
 * Takes the events of one request: an object, an array, `{ batch, sentAt? }` or NDJSON, gzip or not. When it resolves the
 * accepted ones are on disk. Refused events are listed with their reasons and cost the others nothing.
 * Throws AppError invalid_input, too_large, forbidden, spool_full or overloaded.
 */
export async function acceptEvents(
  ctx: Context,
  input: Arrival & { body: RawBody; encoding?: 'gzip' | null },
): Promise<EventsReceipt> {
  authorize(ctx, 'events:write');
  const body = await readBody(input.body, input.encoding ?? null, eventLimits.maxBatchBytes);
  return await accept(ctx, parseBatch(body), input);
}

/** The same for events that are values already, such as those of the portal itself. */
export async function acceptEventValues(
  ctx: Context,
  input: Arrival & { events: readonly EventInput[] },
): Promise<EventsReceipt> {
  authorize(ctx, 'events:write');
  return await accept(ctx, { items: input.events.map((value) => ({ value })), sentAt: undefined }, input);
}

async function accept(ctx: Context, batch: ParsedBatch, arrival: Arrival): Promise<EventsReceipt> {
  if (batch.items.length > eventLimits.maxBatchEvents) throw tooMany();
  const claims: number[] = [];
  const prepared = await prepare(ctx, batch, claims);
  const visible = await store(ctx, { prepared, claims, waitVisible: arrival.waitVisible ?? false });
  count(ctx, arrival.source, prepared);
  recordRejections(ctx, arrival.source, prepared.refused);
  return {
    accepted: prepared.lines.length + prepared.duplicates,
    duplicates: prepared.duplicates,
    rejected: prepared.refused.map(({ index, id, reason }) => ({ index, id, reason })),
    ...(prepared.changed.length > 0 ? { changed: prepared.changed } : {}),
    ...(visible === null ? {} : { visible }),
  };
}

async function prepare(ctx: Context, batch: ParsedBatch, claims: number[]): Promise<PreparedEvents> {
  const workspace = ctx.actor.workspaceId;
  const receivedAt = ctx.clock.now();
  const { ids } = ctx.spool;
  const claim = (id: string): boolean => ids.claim(workspace, id, claims);
  const collector = collectEvents({
    workspace,
    receivedAt,
    skewMs: skewOf(batch.sentAt, receivedAt),
    newId: eventIds(ctx.newId),
    claim,
  });
  try {
    for (const [index, item] of batch.items.entries()) {
      if (index > 0 && index % turnSize === 0) await nextTurn();
      collector.add(item, index);
    }
  } catch (error) {
    ids.release(claims);
    throw error;
  }
  return collector.result;
}

function skewOf(sentAt: unknown, receivedAt: number): number {
  if (sentAt === undefined || sentAt === null) return 0;
  const sent = parseEventTime(asDouble(sentAt));
  if (sent === null)
    throw new AppError(
      'invalid_input',
      '"sentAt" is not a time. Send ISO 8601, or seconds or milliseconds since 1970.',
    );
  return receivedAt - sent;
}

type Storing = { prepared: PreparedEvents; claims: number[]; waitVisible: boolean };

/** Durable, or it throws. Null when nobody asked for visibility. */
async function store(ctx: Context, { prepared, claims, waitVisible }: Storing): Promise<boolean | null> {
  const { spool, actor } = ctx;
  // The first copy of a duplicate may still be on its way to the disk in another request.
  const firstCopies = prepared.duplicates > 0 ? spool.sync() : null;
  const own =
    prepared.lines.length > 0
      ? spool.append(encodeRecord(headerOfEvents(actor.workspaceId, prepared.names), prepared.lines), claims)
      : null;
  const [position, end] = await Promise.all([own, firstCopies]);
  if (!waitVisible) return null;
  const last = position ?? end;
  return last === null || (await isVisibleInTime(ctx, last));
}

async function isVisibleInTime(
  { spool }: Context,
  position: Parameters<Context['spool']['whenCommitted']>[0],
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), visibleTimeoutMs);
  });
  try {
    return await Promise.race([spool.whenCommitted(position).then(() => true), timeout]);
  } catch {
    // Shutting down: the events are durable and will be visible after the next start.
    return false;
  } finally {
    clearTimeout(timer);
  }
}

function count(ctx: Context, source: string, { lines, duplicates, refused, changed }: PreparedEvents): void {
  const { ingest } = ctx.metrics;
  ingest.accepted.inc({ source }, lines.length + duplicates);
  if (duplicates > 0) ingest.duplicates.inc(duplicates);
  if (changed.length > 0) ingest.overflowed.inc(changed.length);
  for (const { step } of refused) ingest.rejected.inc({ step });
}
