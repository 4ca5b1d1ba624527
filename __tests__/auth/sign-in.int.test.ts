import { hashPassword, verifyPassword } from '@/lib/auth/password';
import { signIn } from '@/lib/auth/sign-in';
import { AppError } from '@/lib/errors/app-error';
import type { Store } from '@/lib/store/store';
import { openTestStore } from '../build/store';
import { user, workspace } from '../store/contract';
import { moving, servicesOn } from './world';

const password = 'correct horse battery';
let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await openTestStore());
  await store.workspaces.insert(workspace('portal', { slug: 'system', kind: 'system' }));
  await store.users.insert(user('ada', { email: 'ada@example.com', passwordHash: await hashPassword(password) }));
});
afterAll(() => close());

function world() {
  const clock = moving();
  return { clock, deps: servicesOn(store, clock) };
}
const attempt = (change: Partial<{ email: string; password: string; ip: string }> = {}) => ({
  email: 'ada@example.com',
  password,
  ip: '10.0.0.1',
  ...change,
});

it('accepts the right password, whatever the case of the email, and notes when and from where', async () => {
  const { deps, clock } = world();
  expect(await signIn(deps, attempt({ email: 'ADA@example.com' }))).toEqual({
    id: 'ada',
    email: 'ada@example.com',
    name: 'ada',
    method: 'password',
  });
  expect((await store.users.find('ada'))?.lastSignInAt).toBe(clock.now());
  expect((await store.audit.list('portal', 1))[0]).toMatchObject({
    action: 'sign_in.accept',
    target: 'user:ada',
    after: { ip: '10.0.0.1' },
  });
});

it('answers a wrong password and an unknown email with the same words', async () => {
  const { deps } = world();
  const wrong: unknown = await signIn(deps, attempt({ password: 'guess' })).catch((error: unknown) => error);
  const unknown: unknown = await signIn(deps, attempt({ email: 'eve@example.com' })).catch((error: unknown) => error);
  expect(wrong).toMatchObject({ code: 'unauthenticated', status: 401, message: 'The email or the password is wrong' });
  expect((unknown as Error).message).toBe((wrong as Error).message);
  const audit = await store.audit.list('portal', 100);
  expect(audit.map(({ action, target }) => `${action} ${target}`)).toEqual(
    expect.arrayContaining(['sign_in.refuse user:ada', 'sign_in.refuse user:unknown']),
  );
  expect(JSON.stringify(audit)).not.toMatch(/guess|eve@|correct horse/);
});

it('spends the same work on an unknown email: its decoy has the parameters of a real hash', async () => {
  const real = await hashPassword('x');
  expect(real.split('$').slice(0, 4).join('$')).toBe('$argon2id$v=19$m=19456,t=2,p=1');
  const time = async (hash: string | null) => {
    const start = performance.now();
    for (let n = 0; n < 5; n += 1) expect(await verifyPassword(hash, 'guess')).toBe(false);
    return performance.now() - start;
  };
  await time(null);
  const [forReal, forNobody] = [await time(real), await time(null)];
  expect(forNobody).toBeGreaterThan(forReal / 4);
});

it('stops at the sixth attempt even with the right password, and lets in again when the time is over', async () => {
  const { deps, clock } = world();
  for (let n = 0; n < 5; n += 1)
    await expect(signIn(deps, attempt({ password: `guess ${n}` }))).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(signIn(deps, attempt({ ip: '10.0.0.2' }))).rejects.toMatchObject({
    code: 'rate_limited',
    status: 429,
    retryAfterMs: 15 * 60_000,
  });
  clock.advance(15 * 60_000);
  await expect(signIn(deps, attempt())).resolves.toMatchObject({ id: 'ada' });
});

it('forgets the wrong attempts after a right one', async () => {
  const { deps } = world();
  for (let round = 0; round < 3; round += 1) {
    for (let n = 0; n < 4; n += 1)
      await expect(signIn(deps, attempt({ password: 'guess' }))).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(signIn(deps, attempt())).resolves.toMatchObject({ id: 'ada' });
  }
});

it('does not hold it against anybody that the store was away', async () => {
  const { deps } = world();
  const fault = new AppError('store_unavailable', 'The store does not answer');
  const users = { ...store.users, findByEmail: () => Promise.reject(fault) };
  for (let n = 0; n < 8; n += 1)
    await expect(signIn({ ...deps, store: { ...store, users } }, attempt())).rejects.toBe(fault);
  await expect(signIn(deps, attempt())).resolves.toMatchObject({ id: 'ada' });
});
