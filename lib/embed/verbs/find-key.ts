import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { EmbedKey } from '@/lib/store/embed-ports';
import type { Store } from '@/lib/store/store';

export const noSuchKey = () => new AppError('not_found', 'There is no such key in use in this workspace.');

/** A key in use of the actor's workspace. Throws `not_found`. */
export async function findKey(
  store: Pick<Store, 'embedKeys'>,
  { actor }: Pick<Context, 'actor'>,
  kid: string,
): Promise<EmbedKey> {
  const key = await store.embedKeys.find(kid);
  if (key?.workspaceId !== actor.workspaceId || key.revokedAt !== null) throw noSuchKey();
  return key;
}
