import { hashApiKey } from '@/lib/auth/api-key';
import type { Services } from '@/lib/context';
import type { Actor } from '@/lib/model/actor';
import type { Embed, EmbedKind } from '@/lib/model/embed';
import type { EmbedKey, EmbedShare } from '@/lib/store/embed-ports';
import { refusal } from '@/lib/embed/refusal';
import { kidOf } from '@/lib/embed/token';

/** Somebody at the door of an embed. */
export type EmbedVisit = {
  kind: EmbedKind;
  resourceId: string;
  search: URLSearchParams;
  /** Who is signed in; asked only when there is neither a token nor a link. */
  session: () => Promise<Actor | null>;
};

/** What a visitor brings, looked up but not checked yet, and the embed whose frame policy holds meanwhile. */
export type Opener = { embed: Embed | null } & (
  | { by: 'key'; token: string; key: EmbedKey }
  | { by: 'share'; share: EmbedShare }
  | { by: 'session'; actor: Extract<Actor, { kind: 'user' }> }
);

/** Throws `unauthenticated` for a token or link that nobody knows, and for a visitor without any. */
export async function findOpener(services: Services, visit: EmbedVisit): Promise<Opener> {
  const { lookUp } = services.embeds;
  const { kind, resourceId, search } = visit;
  const token = search.get('token');
  if (token !== null) {
    const key = await lookUp.key(kidOf(token));
    if (!key) throw refusal('unknown_key');
    return { by: 'key', token, key, embed: await lookUp.embedOf(key.workspaceId, { kind, resourceId }) };
  }
  const link = search.get('share');
  if (link !== null) {
    const share = await lookUp.share(hashApiKey(link));
    if (!share) throw refusal('ended_share');
    return { by: 'share', share, embed: await lookUp.embed(share.workspaceId, share.embedId) };
  }
  const actor = await visit.session();
  if (actor?.kind !== 'user') throw refusal('no_access');
  return { by: 'session', actor, embed: await lookUp.embedOf(actor.workspaceId, { kind, resourceId }) };
}
