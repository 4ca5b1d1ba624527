import { TOTP, Secret } from 'otpauth';
import { hashPassword } from '@/lib/auth/password';
import { openSession } from '@/lib/auth/open-session';
import { beginEnrolment } from '@/lib/auth/second-factor/begin-enrolment';
import { confirmEnrolment } from '@/lib/auth/second-factor/confirm-enrolment';
import type { Role } from '@/lib/model/actor';
import type { Store } from '@/lib/store/store';
import { openTestStore } from '../build/store';
import { user, workspace } from '../store/contract';
import { moving, servicesOn } from './world';

export const password = 'correct horse battery';

/** A store with a workspace and people in it, and what they do with their accounts. */
export async function accountWorld() {
  const { store, close } = await openTestStore();
  await store.workspaces.insert(workspace('portal', { slug: 'system', kind: 'system' }));
  await store.workspaces.insert(workspace('w1', { slug: 'main' }));
  const clock = moving();
  const services = servicesOn(store, clock);
  const passwordHash = await hashPassword(password);
  let people = 0;
  const join = async (role: Role = 'viewer') => {
    people += 1;
    const id = `user${people}`;
    await store.users.insert(user(id, { passwordHash }));
    await store.workspaces.addMember('w1', id, role);
    return { id, email: `${id}@example.com` };
  };
  const signedIn = async ({ id, email }: { id: string; email: string }, role: Role = 'viewer') => {
    const visitor = { ip: '10.0.0.1', userAgent: 'curl/8' };
    const sessionId = await openSession(store, services, { userId: id, method: 'password', visitor });
    return {
      ...services,
      actor: { kind: 'user', userId: id, email, workspaceId: 'w1', role, sessionId } as const,
    };
  };
  /** With a second factor; `code` is what the app shows now. */
  const enrolled = async (role?: Role) => {
    const person = await join(role);
    const ctx = await signedIn(person);
    const { secret } = await beginEnrolment(ctx, { password });
    const code = () => codeOf(secret, clock.now());
    const { recoveryCodes } = await confirmEnrolment(ctx, { code: code() });
    // The code that confirmed it does not count again.
    clock.advance(30_000);
    return { ...person, ctx, code, recoveryCodes };
  };
  return { store, close, clock, services, join, signedIn, enrolled };
}

export const codeOf = (secret: string, now: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now });

/** What the log of the portal says of somebody, oldest first. */
export async function actionsOf(store: Store, userId: string): Promise<string[]> {
  const entries = await store.audit.list('portal', 1_000);
  return entries
    .filter(({ target }) => target === `user:${userId}`)
    .map(({ action }) => action)
    .reverse();
}
