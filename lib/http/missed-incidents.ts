import type { LiveFrame } from '@/lib/model/live-frame';
import type { IncidentSummary } from '@/lib/model/incident';

/**
 * What happened between a page's HTML and its stream, looked up while the stream is open already: an incident that was
 * announced meanwhile is newer than the look-up and must not be followed by what is older.
 */
export class MissedIncidents {
  private readonly told = new Map<string, number>();

  /** Every frame that goes out while the look-up is on its way. */
  note(frame: LiveFrame): void {
    if (frame.type === 'incident') this.told.set(frame.incident.id, frame.incident.updatedAt);
  }

  /** Those of the look-up that the reader has not heard of yet, oldest change first. */
  untold(found: readonly IncidentSummary[]): IncidentSummary[] {
    return found
      .filter(({ id, updatedAt }) => updatedAt > (this.told.get(id) ?? -Infinity))
      .sort((a, b) => a.updatedAt - b.updatedAt);
  }
}
