import type { Services } from '@/lib/context';
import type { IncidentSummary } from '@/lib/model/incident';
import { minuteMs } from '@/lib/time/duration';

/**
 * A change is seen only when its transaction ends, and other portals have other clocks: so long ago is looked at each time. What was
 * told already is known by its content, so nothing is missed or told twice, also of one millisecond.
 */
const overlapMs = minuteMs;
const page = 500;
const mostAtOnce = 32_000;

type Parts = Pick<Services, 'clock' | 'live' | 'store'>;

/** Tells live streams of incidents that changed here or in another portal, while anybody listens. */
export class Announcer {
  private readonly told = new Map<string, { text: string; updatedAt: number }>();

  constructor(private readonly services: Parts) {}

  async look(): Promise<void> {
    const { clock, live } = this.services;
    if (live.stats().viewers === 0) {
      this.told.clear();
      return;
    }
    const since = clock.now() - overlapMs;
    for (const incident of await this.changedSince(since)) this.tell(incident);
    for (const [id, { updatedAt }] of this.told) if (updatedAt < since) this.told.delete(id);
  }

  private tell(incident: IncidentSummary): void {
    const text = JSON.stringify(incident);
    if (this.told.get(incident.id)?.text === text) return;
    this.told.set(incident.id, { text, updatedAt: incident.updatedAt });
    this.services.live.announce(incident.workspaceId, incident);
  }

  /** All at once: a page that ends within one millisecond could not be gone on from. */
  private async changedSince(at: number, limit = page): Promise<IncidentSummary[]> {
    const found = await this.services.store.incidents.listChangedSince(at, limit);
    return found.length < limit || limit >= mostAtOnce ? found : this.changedSince(at, limit * 4);
  }
}
