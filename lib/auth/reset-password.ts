import { AppError } from '@/lib/errors/app-error';
import type { Services } from '@/lib/context';
import { hashPassword } from './password';
import { randomPassword } from './random-text';
import { recordAccess } from './record-access';

type Deps = Pick<Services, 'store' | 'clock' | 'newId'>;

/** Gives somebody a new password, seen this once, signs them out everywhere, and writes that down in each of their workspaces. Throws `not_found`. */
export async function resetPassword({ store, ...deps }: Deps, email: string): Promise<string> {
  const user = await store.users.findByEmail(email.trim());
  if (!user) throw new AppError('not_found', `Nobody signs in with ${email}.`);
  const password = randomPassword();
  const passwordHash = await hashPassword(password);
  await store.transaction(async (tx) => {
    await tx.users.setPassword(user.id, passwordHash);
    await tx.passwordResets.removeAll(user.id);
    await tx.sessions.revokeAll(user.id, { except: null, at: deps.clock.now() });
    for (const { workspace } of await tx.workspaces.listOfUser(user.id)) {
      const actor = { kind: 'system', workspaceId: workspace.id, purpose: 'command-line' } as const;
      await recordAccess(tx, deps, { actor, action: 'user.reset_password', target: `user:${user.id}` });
    }
  });
  return password;
}
