import type { Context } from '@/lib/context';
import type { Store } from '@/lib/store/store';

/** Who is acting: the name that the timeline shows, and the user who can own an incident; keys and the portal cannot. */
export type Person = { name: string; userId: string | null };

export async function personOf(
  store: Pick<Store, 'users' | 'apiKeys'>,
  { actor }: Pick<Context, 'actor'>,
): Promise<Person> {
  switch (actor.kind) {
    case 'user': {
      const name = (await store.users.find(actor.userId))?.name.trim() ?? '';
      return { name: name === '' ? actor.email : name, userId: actor.userId };
    }
    case 'key': {
      const known = (await store.apiKeys.list(actor.workspaceId)).find(({ id }) => id === actor.keyId);
      return { name: known?.name ?? actor.keyId, userId: null };
    }
    case 'system':
      return { name: actor.purpose, userId: null };
    case 'embed':
      return { name: 'an embed', userId: null };
  }
}
