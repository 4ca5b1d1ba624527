import { callApi } from '@/app/_ui/http/call-api';
import type { Channel } from '@/lib/model/channel';
import type { Matcher } from '@/lib/model/matcher';
import type { Routing } from '@/lib/model/routing';
import type { Silence } from '@/lib/model/silence';
import type { SilencePreview } from '@/lib/notify/verbs/preview-silence';
import type { TriedPolicy } from '@/lib/notify/verbs/try-routing';

// The doors of notifications, as the browser calls them. All reject with an Error that can be shown.

const at = (door: string, id: string, rest = ''): string => `/api/${door}/${encodeURIComponent(id)}${rest}`;

/** The document that says who is told, and the version it was read in. */
export type RoutingState = { routing: Routing; version: number };

export const getRouting = (workspace: string) => callApi<RoutingState>('/api/routing', { method: 'GET', workspace });

export const saveRouting = (workspace: string, body: RoutingState) =>
  callApi<RoutingState>('/api/routing', { method: 'PUT', workspace, body });

export type Tried = { policies: TriedPolicy[] };

/** What would become of an alert with these labels. */
export const tryRouting = (workspace: string, labels: Record<string, string>) =>
  callApi<Tried>('/api/routing/try', { method: 'POST', workspace, body: { labels } });

/** A channel as it is written down; a secret that is missing stays as it is, null removes it. */
export type ChannelForm = {
  name: string;
  isEnabled: boolean;
  settings: Record<string, unknown>;
  secrets: Record<string, string | null>;
};

export const saveChannel = (workspace: string, id: string | null, body: ChannelForm) =>
  id === null
    ? callApi<Channel>('/api/channels', { method: 'POST', workspace, body })
    : callApi<Channel>(at('channels', id), { method: 'PUT', workspace, body });

export const removeChannel = (workspace: string, id: string) =>
  callApi<null>(at('channels', id), { method: 'DELETE', workspace });

/** A test message arrived, after so many ms. One that did not is refused with what the receiver said. */
export type TestOutcome = { tookMs: number };

export const testChannel = (workspace: string, id: string) =>
  callApi<TestOutcome>(at('channels', id, '/test'), { method: 'POST', workspace, body: {} });

/** Tries what is about to be saved; with `id`, secrets that are not given are those of that channel. */
export const testForm = (workspace: string, id: string | null, form: ChannelForm) =>
  callApi<TestOutcome>('/api/channels/test', {
    method: 'POST',
    workspace,
    body: { ...form, ...(id !== null && { id }) },
  });

export type SilenceForm = { matchers: Matcher[]; startsAt: number; endsAt: number; comment: string };

export const saveSilence = (workspace: string, id: string | null, body: SilenceForm) =>
  id === null
    ? callApi<Silence>('/api/silences', { method: 'POST', workspace, body })
    : callApi<Silence>(at('silences', id), { method: 'PUT', workspace, body });

export const endSilence = (workspace: string, id: string) =>
  callApi<null>(at('silences', id), { method: 'DELETE', workspace });

export const previewSilence = (workspace: string, matchers: readonly Matcher[]) =>
  callApi<SilencePreview>('/api/silences/preview', { method: 'POST', workspace, body: { matchers } });

export const resendDelivery = (workspace: string, id: string) =>
  callApi<unknown>(at('deliveries', id, '/resend'), { method: 'POST', workspace, body: {} });

export const discardDelivery = (workspace: string, id: string) =>
  callApi<unknown>(at('deliveries', id, '/discard'), { method: 'POST', workspace, body: {} });
