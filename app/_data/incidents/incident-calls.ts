import { callApi } from '@/app/_ui/http/call-api';
import type { IncidentView, SuspectsView } from '@/lib/incidents/incident-view';
import type { IncidentChange } from './incident-change';
import type { IncidentFilter } from './incident-filter';
import type { IncidentPage } from './merge-incident';

// The doors of incidents, as the browser calls them. All reject with an Error that can be shown.

const at = (id: string, rest = ''): string => `/api/incidents/${encodeURIComponent(id)}${rest}`;

export function listIncidents(
  workspace: string,
  { section, severity, ownerId, text }: IncidentFilter,
  cursor: string | null,
): Promise<IncidentPage> {
  const query = new URLSearchParams({ status: section });
  const given = { severity, owner: ownerId, q: text === '' ? null : text, cursor };
  for (const [name, value] of Object.entries(given)) if (value !== null) query.set(name, value);
  return callApi<IncidentPage>(`/api/incidents?${query.toString()}`, { method: 'GET', workspace });
}

export const getIncident = (workspace: string, id: string) =>
  callApi<IncidentView>(at(id), { method: 'GET', workspace });

export const getSuspects = (workspace: string, id: string) =>
  callApi<SuspectsView>(at(id, '/suspects'), { method: 'GET', workspace });

export function changeIncident(workspace: string, id: string, change: IncidentChange): Promise<IncidentView> {
  const { kind, ...rest } = change;
  if (change.kind !== 'edit')
    return callApi<IncidentView>(at(id, `/${kind}`), { method: 'POST', workspace, body: rest });
  const { title, severity, ownerId } = change;
  const body = {
    ...(title !== undefined && { title }),
    ...(severity !== undefined && { severity }),
    ...(ownerId !== undefined && { ownerId }),
  };
  return callApi<IncidentView>(at(id), { method: 'PATCH', workspace, body });
}
