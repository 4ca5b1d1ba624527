import { callApi, failureOf } from '@/app/_ui/http/call-api';
import type { Annotation } from '@/lib/model/annotation';
import type { Dashboard, DashboardDocInput, DashboardVersionSummary } from '@/lib/model/dashboard';
import type { SavedChart } from '@/lib/model/saved-chart';

// The doors of dashboards and annotations, as the browser calls them. All reject with an Error that can be shown.

const at = (id: string, rest = ''): string => `/api/dashboards/${encodeURIComponent(id)}${rest}`;

export const createBoard = (workspace: string, doc: DashboardDocInput) =>
  callApi<Dashboard>('/api/dashboards', { method: 'POST', workspace, body: doc });

export const getBoard = (workspace: string, id: string) => callApi<Dashboard>(at(id), { method: 'GET', workspace });

export const saveBoard = (workspace: string, id: string, body: { doc: unknown; version: number; note?: string }) =>
  callApi<Dashboard>(at(id), { method: 'PUT', workspace, body });

export const duplicateBoard = (workspace: string, id: string) =>
  callApi<Dashboard>(at(id, '/duplicate'), { method: 'POST', workspace, body: {} });

export const removeBoard = (workspace: string, id: string) => callApi<null>(at(id), { method: 'DELETE', workspace });

export const undeleteBoard = (workspace: string, id: string) =>
  callApi<Dashboard>(at(id, '/restore'), { method: 'POST', workspace, body: {} });

export const listVersions = async (workspace: string, id: string): Promise<DashboardVersionSummary[]> =>
  (await callApi<{ versions: DashboardVersionSummary[] }>(at(id, '/versions'), { method: 'GET', workspace })).versions;

export const restoreVersion = (workspace: string, id: string, version: number) =>
  callApi<Dashboard>(at(id, `/versions/${version}/restore`), { method: 'POST', workspace, body: {} });

export const listSavedCharts = async (workspace: string): Promise<SavedChart[]> =>
  (await callApi<{ charts: SavedChart[] }>('/api/charts', { method: 'GET', workspace })).charts;

export type AnnotationFields = Pick<Annotation, 'at' | 'text' | 'tags'> & { until?: number; dashboardId?: string };

export const saveAnnotation = (workspace: string, id: string | null, body: AnnotationFields) =>
  id === null
    ? callApi<Annotation>('/api/annotations', { method: 'POST', workspace, body })
    : callApi<Annotation>(`/api/annotations/${encodeURIComponent(id)}`, { method: 'PUT', workspace, body });

export const removeAnnotation = (workspace: string, id: string) =>
  callApi<null>(`/api/annotations/${encodeURIComponent(id)}`, { method: 'DELETE', workspace });

/** The file goes as it is, so that faults can be named by its own lines. */
export async function importBoard(workspace: string, text: string, name: string): Promise<Dashboard> {
  const isYaml = /\.ya?ml$/i.test(name);
  const response = await fetch('/api/dashboards/import', {
    method: 'POST',
    headers: { 'x-sightglass-workspace': workspace, 'content-type': isYaml ? 'application/yaml' : 'text/plain' },
    body: text,
  });
  if (!response.ok) throw await failureOf(response);
  return (await response.json()) as Dashboard;
}
