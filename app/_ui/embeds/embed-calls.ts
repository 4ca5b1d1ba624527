import { callApi } from '@/app/_ui/http/call-api';
import type { Embed, EmbedKeySummary, EmbedSettings, EmbedShareSummary, ParameterValues } from '@/lib/model/embed';

type Resource = Pick<Embed, 'kind' | 'resourceId'>;
type Change = { settings?: EmbedSettings; isEnabled?: boolean; name?: string };
export type MadeKey = { key: EmbedKeySummary; secret: string | null };
export type MadeShare = { share: EmbedShareSummary; link: string };
export type NewKey =
  | { algorithm: 'HS256'; name: string; embedId: string | null }
  | { algorithm: 'EdDSA'; name: string; embedId: string | null; publicKey: string };
export type NewShare = { name: string; password: string | null; expiresAt: number | null; parameters: ParameterValues };

const of = (id: string) => `/api/embeds/${encodeURIComponent(id)}`;
const key = (kid: string) => `/api/embeds/keys/${encodeURIComponent(kid)}`;

export const createEmbed = (workspace: string, body: Resource): Promise<Embed> =>
  callApi('/api/embeds', { method: 'POST', workspace, body });
export const updateEmbed = (workspace: string, id: string, body: Change): Promise<Embed> =>
  callApi(of(id), { method: 'PATCH', workspace, body });
export const removeEmbed = (workspace: string, id: string): Promise<void> =>
  callApi(of(id), { method: 'DELETE', workspace });
export const createKey = (workspace: string, body: NewKey): Promise<MadeKey> =>
  callApi('/api/embeds/keys', { method: 'POST', workspace, body });
export const rotateKey = (workspace: string, kid: string): Promise<MadeKey> =>
  callApi(`${key(kid)}/rotate`, { method: 'POST', workspace });
export const revokeKey = (workspace: string, kid: string): Promise<void> =>
  callApi(key(kid), { method: 'DELETE', workspace });
export const createShare = (workspace: string, embedId: string, body: NewShare): Promise<MadeShare> =>
  callApi(`${of(embedId)}/shares`, { method: 'POST', workspace, body });
export const revokeShare = (workspace: string, embedId: string, id: string): Promise<void> =>
  callApi(`${of(embedId)}/shares/${encodeURIComponent(id)}`, { method: 'DELETE', workspace });
