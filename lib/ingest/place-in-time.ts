import { eventLimits } from '@/lib/model/event';
import { earliestMs, parseEventTime } from './event-time';

export type ArrivalTimes = {
  receivedAt: number;
  /** What has to be added to the client's times, ms: how far its clock is behind ours. 0 when it did not say. */
  skewMs: number;
};

/**
 * When the event happened by our clock, Unix ms, or the reason why it is refused. The correction is Segment's:
 * timestamp = receivedAt - (sentAt - original timestamp).
 */
export function placeInTime(timestamp: unknown, times: ArrivalTimes): number | string {
  if (timestamp === undefined || timestamp === null) return times.receivedAt;
  const given = parseEventTime(timestamp);
  if (given === null)
    return 'timestamp is not a time. Send ISO 8601 such as 2025-01-31T12:00:00Z, or seconds or milliseconds since 1970.';
  const corrected = given + times.skewMs;
  if (corrected < earliestMs) return 'timestamp is before 1971.';
  if (corrected > times.receivedAt + eventLimits.maxFutureMs)
    return `timestamp is more than ${eventLimits.maxFutureMs / 3_600_000} hours in the future.`;
  return corrected;
}
