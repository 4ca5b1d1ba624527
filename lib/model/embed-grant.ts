import type { EmbedKind, ParameterValues } from './embed';

/** What opened an embed: a signed token by its key, a link, or the session of a member. */
export type EmbedOpener = { by: 'key'; kid: string } | { by: 'share'; id: string } | { by: 'session'; userId: string };

/** What somebody who watches an embed may see: one chart or dashboard, with these values put in, and nothing else. */
export type EmbedGrant = {
  kind: EmbedKind;
  resourceId: string;
  opener: EmbedOpener;
  /** Already checked against what the embed allows. */
  values: ParameterValues;
  /** `from` and `to` of the URL, where the embed allows to choose the time. */
  range: { from: string; to: string } | null;
  /** Unix ms; the stream ends then. */
  expiresAt: number;
};
