import type { EmbedKeySummary, EmbedShareSummary } from '@/lib/model/embed';
import { parameterValuesSchema } from '@/lib/model/embed';
import { tryInput } from '@/lib/model/check-input';
import type { EmbedKey, EmbedShare } from '@/lib/store/embed-ports';

/** A key without what it signs with. */
export function keySummary({ workspaceId: _w, sealed: _s, publicKey: _p, ...key }: EmbedKey): EmbedKeySummary {
  return key;
}

/** A link without its hashes. */
export function shareSummary({ workspaceId: _w, hash: _h, passwordHash, ...share }: EmbedShare): EmbedShareSummary {
  const stored = tryInput(parameterValuesSchema, share.parameters);
  return { ...share, hasPassword: passwordHash !== null, parameters: 'value' in stored ? stored.value : {} };
}
