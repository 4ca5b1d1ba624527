import type { Context } from '@/lib/context';
import type { Store } from '@/lib/store/store';

/** Who it was in words that people recognize: the user's email, the key's name, what the portal itself was doing. */
export async function actorName(store: Pick<Store, 'apiKeys'>, { actor }: Pick<Context, 'actor'>): Promise<string> {
  switch (actor.kind) {
    case 'user':
      return actor.email;
    case 'key':
      return (await store.apiKeys.list(actor.workspaceId)).find(({ id }) => id === actor.keyId)?.name ?? actor.keyId;
    case 'system':
      return actor.purpose;
    case 'embed':
      return 'an embed';
  }
}
