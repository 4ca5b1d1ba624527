import type { IncidentSummary } from '@/lib/model/incident';
import { severities } from '@/lib/model/severity';
import { fitsFilter, type IncidentFilter } from './incident-filter';

/** A part of a list as the portal answers it; `cursor` asks for what follows. */
export type IncidentPage = { incidents: IncidentSummary[]; cursor: string | null };

/**
 * The pages of a list after an incident was opened or changed. One that is listed changes in its place, even when the filter
 * no longer lists it: nothing may move away under a finger. A new one is put where it belongs. What is older than the state
 * that is shown changes nothing, and the pages stay the same object.
 */
export function mergeIncident(
  pages: readonly IncidentPage[],
  incident: IncidentSummary,
  filter: IncidentFilter,
): readonly IncidentPage[] {
  const known = pages.flatMap(({ incidents }) => incidents).find(({ id }) => id === incident.id);
  if (known) {
    if (known.updatedAt > incident.updatedAt) return pages;
    return pages.map((page) =>
      page.incidents.includes(known)
        ? { ...page, incidents: page.incidents.map((one) => (one === known ? incident : one)) }
        : page,
    );
  }
  if (!fitsFilter(incident, filter)) return pages;
  const order = orderOf(filter.section);
  const last = pages.length - 1;
  const at = pages.findIndex(({ incidents }) => incidents.some((one) => order(incident, one) < 0));
  // What belongs behind everything that is loaded comes with the page that is not loaded yet.
  if (at < 0 && (pages[last]?.cursor ?? null) !== null) return pages;
  return pages.map((page, index) =>
    index === (at < 0 ? last : at) ? { ...page, incidents: inserted(page.incidents, incident, order) } : page,
  );
}

type Order = (a: IncidentSummary, b: IncidentSummary) => number;

const newestFirst: Order = (a, b) => b.openedAt - a.openedAt || (a.id < b.id ? 1 : -1);
const worstFirst: Order = (a, b) =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity) || newestFirst(a, b);

/** Open ones by severity, so that the worst is on top whenever it began; resolved ones as the portal answers them. */
const orderOf = (section: IncidentFilter['section']): Order => (section === 'open' ? worstFirst : newestFirst);

function inserted(incidents: readonly IncidentSummary[], incident: IncidentSummary, order: Order): IncidentSummary[] {
  const at = incidents.findIndex((one) => order(incident, one) < 0);
  return at < 0 ? [...incidents, incident] : [...incidents.slice(0, at), incident, ...incidents.slice(at)];
}

/** A page as it is shown first. Later changes keep the order, so that nothing moves. */
export const ordered = (page: IncidentPage, section: IncidentFilter['section']): IncidentPage => ({
  ...page,
  incidents: [...page.incidents].sort(orderOf(section)),
});
