import { AppError } from '@/lib/errors/app-error';
import type { Store } from '@/lib/store/store';
import { createSecretBox, type SecretBox } from './secret-box';

export const purposes = {
  channels: 'sightglass channel secrets',
  secondFactors: 'sightglass second factors',
  embedKeys: 'sightglass embed keys',
} as const;

/**
 * Seals every secret in the store with the first of the given ones. Can be run again after it was stopped. Throws `internal`
 * when something is sealed with none of them; nothing is changed then.
 */
export async function sealAnew(store: Store, secrets: readonly [string, ...string[]]): Promise<{ sealed: number }> {
  const boxOf = (purpose: string) => createSecretBox({ secrets, purpose });
  return store.transaction(async (tx) => {
    let sealed = 0;
    const factorBox = boxOf(purposes.secondFactors);
    for (const { userId, secret } of await tx.secondFactors.list()) {
      await tx.secondFactors.setSecret(userId, again(factorBox, secret, `second factor of ${userId}`));
      sealed += 1;
    }
    for (const { id } of await tx.workspaces.list())
      sealed +=
        (await channelsAnew(tx, id, boxOf(purposes.channels))) + (await keysAnew(tx, id, boxOf(purposes.embedKeys)));
    return { sealed };
  });
}

async function channelsAnew(tx: Store, workspaceId: string, box: SecretBox): Promise<number> {
  let sealed = 0;
  for (const { id, name, secrets: held } of await tx.channels.list(workspaceId)) {
    if (held === null) continue;
    await tx.channels.update(workspaceId, id, { secrets: again(box, held, `channel "${name}"`) });
    sealed += 1;
  }
  return sealed;
}

async function keysAnew(tx: Store, workspaceId: string, box: SecretBox): Promise<number> {
  let sealed = 0;
  for (const { kid, sealed: held } of await tx.embedKeys.list(workspaceId)) {
    if (held === null) continue;
    await tx.embedKeys.setSealed(workspaceId, kid, again(box, held, `embed key ${kid}`));
    sealed += 1;
  }
  return sealed;
}

function again(box: SecretBox, sealed: string, what: string): string {
  try {
    return box.seal(box.unseal(sealed));
  } catch (cause) {
    throw new AppError('internal', `The secret of the ${what} was sealed with another secrets.json`, { cause });
  }
}
