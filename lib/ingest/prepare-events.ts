import { eventLimits, overflowProperty, type Rejection } from '@/lib/model/event';
import { checkEvent, type CheckedEvent } from './check-event';
import { summaryIn, type NameSummary } from './name-summary';
import type { ParsedItem } from './parse-batch';
import { placeInTime, type ArrivalTimes } from './place-in-time';
import { writeJson } from './write-json';

export type RefusedEvent = {
  index: number;
  id: string | null;
  step: 'parse' | 'validate' | 'time' | 'size';
  reason: string;
  item: ParsedItem;
};

/** What became of the items of one request: one JSON line for each new event, a reason for each refused one. */
export type PreparedEvents = {
  lines: string[];
  names: Map<string, NameSummary>;
  duplicates: number;
  refused: RefusedEvent[];
  /** Accepted, but not as they were sent, and why. */
  changed: Rejection[];
};

export type Preparation = ArrivalTimes & {
  workspace: string;
  newId: () => string;
  /** False when an event with this id has been accepted before. Only called for ids that the client gave. */
  claim: (id: string) => boolean;
};

/** Collects the events of one request; `add` is called once per item, in order. */
export type EventCollector = { add(item: ParsedItem, index: number): void; readonly result: PreparedEvents };

export function collectEvents(preparation: Preparation): EventCollector {
  const result: PreparedEvents = { lines: [], names: new Map(), duplicates: 0, refused: [], changed: [] };
  const writeLine = lineWriter(preparation);

  function refuse(at: { item: ParsedItem; index: number }, step: RefusedEvent['step'], reason: string): void {
    result.refused.push({ ...at, id: 'value' in at.item ? givenId(at.item.value) : null, step, reason });
  }

  return {
    result,
    add(item, index) {
      const at = { item, index };
      if ('fault' in item) return refuse(at, 'parse', item.fault);
      const event = checkEvent(item.value);
      if (typeof event === 'string') return refuse(at, 'validate', event);
      const timestamp = placeInTime(event.timestamp, preparation);
      if (typeof timestamp === 'string') return refuse(at, 'time', timestamp);
      const properties = writeProperties(event);
      const bytes = Buffer.byteLength(properties) + event.name.length + event.userId.length + event.sessionId.length;
      if (bytes > eventLimits.maxEventBytes)
        return refuse(
          at,
          'size',
          `The event has ${Math.ceil(bytes / 1024)} KB; the limit is ${eventLimits.maxEventBytes / 1024} KB.`,
        );
      if (event.id !== null && !preparation.claim(event.id)) {
        result.duplicates += 1;
        return;
      }
      if (event.overflow > 0) result.changed.push({ index, id: event.id, reason: overflowReason(event.overflow) });
      result.lines.push(writeLine(event, timestamp, properties));
      const summary = summaryIn(result.names, event.name);
      summary.rows += 1;
      summary.times.add(timestamp);
    },
  };
}

const overflowReason = (names: number): string =>
  `An event keeps ${eventLimits.maxPropertyKeys} property names; ${names} more are kept as text in properties.${overflowProperty}.`;

function writeProperties(event: CheckedEvent): string {
  if (event.properties === null) return '{}';
  return event.needsCare ? writeJson(event.properties) : JSON.stringify(event.properties);
}

/** The row as the engine reads it; whole numbers are milliseconds for DateTime64(3). */
function lineWriter({
  workspace,
  receivedAt,
  newId,
}: Preparation): (event: CheckedEvent, timestamp: number, properties: string) => string {
  const start = `{"workspace":${JSON.stringify(workspace)},"received_at":${receivedAt},"name":`;
  return (event, timestamp, properties) =>
    `${start}${JSON.stringify(event.name)},"timestamp":${timestamp},"event_id":${JSON.stringify(event.id ?? newId())}` +
    `,"user_id":${JSON.stringify(event.userId)},"session_id":${JSON.stringify(event.sessionId)}` +
    `,"value":${event.value === null ? 'null' : String(event.value)},"properties":${properties}}`;
}

function givenId(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return typeof value.id === 'string' ? value.id.slice(0, eventLimits.maxIdLength).toWellFormed() : null;
}
