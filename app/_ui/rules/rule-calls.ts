import { callApi, failureOf } from '@/app/_ui/http/call-api';
import type { Channel } from '@/lib/model/channel';
import type { ImportedRule, Rule, RuleDoc, RuleView } from '@/lib/model/rule';

// The doors of rules, as the browser calls them. All reject with an Error that can be shown.

const at = (id: string, rest = ''): string => `/api/rules/${encodeURIComponent(id)}${rest}`;

export const createRule = (workspace: string, doc: RuleDoc) =>
  callApi<Rule>('/api/rules', { method: 'POST', workspace, body: doc });

export const getRule = (workspace: string, id: string) => callApi<RuleView>(at(id), { method: 'GET', workspace });

/** `version`: the one that the document was made from. */
export const saveRule = (workspace: string, id: string, body: { doc: RuleDoc; version: number }) =>
  callApi<Rule>(at(id), { method: 'PUT', workspace, body });

export const removeRule = (workspace: string, id: string) => callApi<null>(at(id), { method: 'DELETE', workspace });

export const restoreRule = (workspace: string, id: string) =>
  callApi<Rule>(at(id, '/restore'), { method: 'POST', workspace, body: {} });

export const exportHref = (workspace: string, id: string | null, format: 'yaml' | 'json'): string =>
  `${id === null ? '/api/rules/export' : at(id, '/export')}?format=${format}&workspace=${workspace}`;

/** The file goes as it is, so that faults can be named by its own lines. */
export async function importRules(workspace: string, text: string, name: string): Promise<ImportedRule[]> {
  const isYaml = /\.ya?ml$/i.test(name);
  const response = await fetch('/api/rules/import', {
    method: 'POST',
    headers: { 'x-sightglass-workspace': workspace, 'content-type': isYaml ? 'application/yaml' : 'text/plain' },
    body: text,
  });
  if (!response.ok) throw await failureOf(response);
  return ((await response.json()) as { rules: ImportedRule[] }).rules;
}

export const listChannels = async (workspace: string): Promise<Channel[]> =>
  (await callApi<{ channels: Channel[] }>('/api/channels', { method: 'GET', workspace })).channels;

export const testChannel = (workspace: string, id: string) =>
  callApi<unknown>(`/api/channels/${encodeURIComponent(id)}/test`, { method: 'POST', workspace, body: {} });
