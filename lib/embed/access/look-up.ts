import type { Services } from '@/lib/context';
import { tryInput } from '@/lib/model/check-input';
import { defaultSettings, embedSettingsSchema, type Embed } from '@/lib/model/embed';
import type { EmbedRow } from '@/lib/store/embed-ports';
import type { LookUp } from './embed-desk';

/** What is known of keys, links and embeds is believed this long, so that a page with many visitors asks the store seldom. */
const memoMs = 2_000;
const memoSize = 2_000;

type Kept = { value: Promise<unknown>; until: number };

/** Reads of the store with a short memory; writes through this process are seen at once. */
export function createLookUp({ store, clock }: Pick<Services, 'store' | 'clock'>): LookUp {
  const memo = new Map<string, Kept>();
  const remembered = <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const now = clock.monotonic();
    const known = memo.get(key);
    if (known && known.until > now) return known.value as Promise<T>;
    if (memo.size >= memoSize) memo.clear();
    const value = read();
    memo.set(key, { value, until: now + memoMs });
    value.catch(() => memo.delete(key));
    return value;
  };
  return {
    key: (kid) => remembered(`key ${kid}`, () => store.embedKeys.find(kid)),
    share: (hash) => remembered(`share ${hash}`, () => store.embedShares.findByHash(hash)),
    shareById: (workspaceId, id) =>
      remembered(`share ${workspaceId} ${id}`, () => store.embedShares.find(workspaceId, id)),
    embedOf: (workspaceId, resource) =>
      remembered(`of ${workspaceId} ${resource.kind} ${resource.resourceId}`, async () =>
        toEmbed(await store.embeds.findOf(workspaceId, resource)),
      ),
    embed: (workspaceId, id) =>
      remembered(`embed ${workspaceId} ${id}`, async () => toEmbed(await store.embeds.find(workspaceId, id))),
    forget: () => memo.clear(),
  };
}

export function toEmbed(row: EmbedRow): Embed;
export function toEmbed(row: EmbedRow | null): Embed | null;
/** Settings that cannot be read any more would open more than they should: then it is off, with the narrowest ones. */
export function toEmbed(row: EmbedRow | null): Embed | null {
  if (row === null) return null;
  const checked = tryInput(embedSettingsSchema, row.settings);
  if ('value' in checked) return { ...row, settings: checked.value };
  return { ...row, settings: defaultSettings, isEnabled: false };
}
