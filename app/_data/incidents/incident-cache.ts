import { notifyManager, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import type { IncidentView } from '@/lib/incidents/incident-view';
import type { IncidentSummary } from '@/lib/model/incident';
import type { Severity } from '@/lib/model/severity';
import { isOpen, type IncidentFilter } from './incident-filter';
import { mergeIncident, type IncidentPage } from './merge-incident';

/** Keys begin with the slug of the workspace, so that all of them can be refreshed together. */
export const incidentKeys = {
  all: (workspace: string) => ['incidents', workspace] as const,
  lists: (workspace: string) => ['incidents', workspace, 'list'] as const,
  list: (workspace: string, filter: IncidentFilter) => ['incidents', workspace, 'list', filter] as const,
  view: (workspace: string, id: string) => ['incidents', workspace, 'view', id] as const,
  open: (workspace: string) => ['incidents', workspace, 'open'] as const,
  pending: (workspace: string) => ['incidents-pending', workspace] as const,
};

/** What everybody sees of the open incidents, whatever page is open: severities by id. Those told to nobody do not count. */
export type OpenIncidents = Record<string, Severity>;
export type IncidentPages = InfiniteData<IncidentPage, string | null>;

type Counted = Pick<IncidentSummary, 'id' | 'severity' | 'status' | 'isCorroborated'>;

export function openOf(incidents: readonly Counted[]): OpenIncidents {
  const counted = incidents.filter((incident) => isOpen(incident) && incident.isCorroborated);
  return Object.fromEntries(counted.map(({ id, severity }) => [id, severity]));
}

/** Puts the new state of an incident wherever the tab shows it; a page that shows all of it is asked for anew. */
export function putIncident(client: QueryClient, workspace: string, incident: IncidentSummary): void {
  notifyManager.batch(() => {
    client.setQueryData<OpenIncidents>(incidentKeys.open(workspace), (open) => open && withOpen(open, incident));
    for (const [queryKey, data] of client.getQueriesData<IncidentPages>({ queryKey: incidentKeys.lists(workspace) })) {
      if (!data) continue;
      const pages = mergeIncident(data.pages, incident, queryKey[3] as IncidentFilter);
      if (pages !== data.pages)
        set(client, { key: queryKey, data: { ...data, pages: [...pages] }, at: incident.updatedAt });
    }
    const key = incidentKeys.view(workspace, incident.id);
    const view = client.getQueryData<IncidentView>(key);
    if (!view || view.incident.updatedAt > incident.updatedAt) return;
    // The change that this tab made itself is answered with all of the incident.
    if (view.incident.updatedAt < incident.updatedAt) refreshSoon(client, key);
    set(client, { key, data: { ...view, incident }, at: incident.updatedAt });
  });
}

/** The answer of the portal to a change. */
export function putView(client: QueryClient, workspace: string, view: IncidentView): void {
  notifyManager.batch(() => {
    const key = incidentKeys.view(workspace, view.incident.id);
    set(client, { key, data: view, at: view.incident.updatedAt });
    putIncident(client, workspace, view.incident);
  });
}

function withOpen(open: OpenIncidents, incident: IncidentSummary): OpenIncidents {
  const { [incident.id]: _known, ...others } = open;
  return { ...others, ...openOf([incident]) };
}

/** Dated by the server's clock on both sides, so that the newer of page and stream wins whichever comes last. */
function set(client: QueryClient, { key, data, at }: { key: readonly unknown[]; data: unknown; at: number }): void {
  const before = client.getQueryState(key)?.dataUpdatedAt ?? 0;
  client.setQueryData(key, data, { updatedAt: Math.max(before, at) });
}

const togetherMs = 120;
const waiting = new WeakMap<QueryClient, Set<string>>();

/** Steps of one moment come as several frames; they are fetched together. */
function refreshSoon(client: QueryClient, queryKey: readonly unknown[]): void {
  const known = waiting.get(client) ?? new Set<string>();
  waiting.set(client, known);
  const name = JSON.stringify(queryKey);
  if (known.has(name)) return;
  known.add(name);
  setTimeout(() => {
    known.delete(name);
    void client.invalidateQueries({ queryKey });
  }, togetherMs);
}
