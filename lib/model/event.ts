import { z } from 'zod';

/** Limits of what one event may carry. Violations are answered per event with a reason, never by a failed batch. */
export const eventLimits = {
  maxEventBytes: 256 * 1024,
  maxBatchBytes: 5 * 1024 * 1024,
  maxBatchEvents: 10_000,
  maxNameLength: 200,
  maxIdLength: 200,
  /** Property names beyond it become one text, `overflowProperty`. */
  maxPropertyKeys: 200,
  maxPropertyDepth: 6,
  maxPropertyKeyLength: 200,
  maxStringLength: 8 * 1024,
  /** A value is 0 or has a size between these: the sketch behind percentiles keeps a bucket for every two percent between. */
  minValueSize: 1e-100,
  maxValueSize: 1e100,
  maxFutureMs: 24 * 3_600_000,
  /** An id accepted in this window is not accepted again as a new event. */
  dedupeWindowMs: 24 * 3_600_000,
} as const;

/** Where an event keeps, as JSON in one text, the properties that it has beyond `maxPropertyKeys`. */
export const overflowProperty = '_more';

/** What a client sends. Unknown top-level fields are refused by name, so that a typo is not silently dropped. */
export type EventInput = {
  name: string;
  timestamp?: string | number;
  id?: string;
  userId?: string;
  anonymousId?: string;
  sessionId?: string;
  value?: number | null;
  properties?: Record<string, unknown>;
};

/** An accepted event, as it is spooled (one JSON line each) and inserted. Times are Unix milliseconds, UTC. */
export type StoredEvent = {
  workspace: string;
  name: string;
  timestamp: number;
  received_at: number;
  event_id: string;
  /** The user id, or the anonymous id when there is none; '' when neither was sent. */
  user_id: string;
  session_id: string;
  value: number | null;
  properties: Record<string, unknown>;
};

/** One refused event: `index` is its position in the request. */
export type Rejection = { index: number; id: string | null; reason: string };

export type IngestReceipt = {
  accepted: number;
  /** How many of the accepted ones had been accepted before (same id within the window) and were not stored twice. */
  duplicates: number;
  rejected: Rejection[];
  /** Events that were accepted, but not as they were sent; absent when there are none. `reason` says what became of them. */
  changed?: Rejection[];
};

export const rejectedEventSchema = z.object({
  receivedAt: z.number(),
  source: z.string(),
  eventName: z.string(),
  eventId: z.string(),
  reason: z.string(),
  sample: z.string(),
});
/** A refused event as the portal shows it, kept 7 days. */
export type RejectedEvent = z.infer<typeof rejectedEventSchema>;
