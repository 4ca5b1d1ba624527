import { changeName } from '@/lib/auth/account/change-name';
import { changePassword } from '@/lib/auth/account/change-password';
import { listSessions } from '@/lib/auth/account/list-sessions';
import { revokeOtherSessions, revokeSession } from '@/lib/auth/account/revoke-sessions';
import { signIn } from '@/lib/auth/sign-in';
import { accountWorld, actionsOf, password } from './account-world';

let world: Awaited<ReturnType<typeof accountWorld>>;
beforeAll(async () => (world = await accountWorld()), 60_000);
afterAll(() => world.close());

const isOpen = ({ actor }: { actor: { userId: string; sessionId: string } }) =>
  world.services.account.sessions.isOpen(actor);

describe('sessions', () => {
  it('are listed, the one that asks first, and ended one by one', async () => {
    const person = await world.join();
    const first = await world.signedIn(person);
    const second = await world.signedIn(person);
    const stranger = await world.signedIn(await world.join());
    expect((await listSessions(first)).map(({ id, isCurrent }) => [id, isCurrent])).toEqual([
      [first.actor.sessionId, true],
      [second.actor.sessionId, false],
    ]);
    await expect(revokeSession(stranger, { id: second.actor.sessionId })).rejects.toMatchObject({ code: 'not_found' });
    expect(await isOpen(second)).toBe(true);
    await revokeSession(first, { id: second.actor.sessionId });
    expect([await isOpen(first), await isOpen(second)]).toEqual([true, false]);
    await expect(revokeSession(first, { id: second.actor.sessionId })).rejects.toMatchObject({ code: 'not_found' });
    expect(await listSessions(first)).toHaveLength(1);
  });

  it('end at once where they have live streams open', async () => {
    const person = await world.join();
    const [first, second] = [await world.signedIn(person), await world.signedIn(person)];
    const ended: string[] = [];
    for (const { actor } of [first, second]) {
      const owner = { workspaceId: 'w1', actorId: actor.userId, kind: 'user', sessionId: actor.sessionId };
      world.services.live.subscribe({ send: () => true, close: () => void ended.push(actor.sessionId) }, owner);
    }
    await revokeOtherSessions(first);
    expect(ended).toEqual([second.actor.sessionId]);
    expect([await isOpen(first), await isOpen(second)]).toEqual([true, false]);
    world.services.live.drain();
  });

  it('run out after seven days and are forgotten after another seven', async () => {
    const person = await world.join();
    const old = await world.signedIn(person);
    world.clock.advance(7 * 86_400_000);
    expect(await isOpen(old)).toBe(false);
    const next = await world.signedIn(person);
    expect(await listSessions(next)).toHaveLength(1);
    expect(await world.store.sessions.find(old.actor.sessionId)).not.toBeNull();
    world.clock.advance(7 * 86_400_000);
    await world.signedIn(person);
    expect(await world.store.sessions.find(old.actor.sessionId)).toBeNull();
  });
});

describe('a password', () => {
  it('is changed with the old one, ends the other sessions and takes reset links with it', async () => {
    const person = await world.join();
    const [here, elsewhere] = [await world.signedIn(person), await world.signedIn(person)];
    const reset = { hash: `h-${person.id}`, userId: person.id, createdAt: 0, expiresAt: world.clock.now() + 1_000 };
    await world.store.passwordResets.insert(reset);
    const change = (old: string) => changePassword(here, { password: old, newPassword: 'another long password' });
    await expect(change('wrong')).rejects.toMatchObject({ code: 'invalid_input', fields: [{ path: 'password' }] });
    expect(await change(password)).toEqual({ revoked: 1 });
    expect([await isOpen(here), await isOpen(elsewhere)]).toEqual([true, false]);
    expect(await world.store.passwordResets.find(reset.hash)).toBeNull();
    const attempt = (given: string) => signIn(world.services, { email: person.email, password: given, ip: '10.0.0.3' });
    await expect(attempt(password)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(attempt('another long password')).resolves.toMatchObject({ id: person.id });
    expect(await actionsOf(world.store, person.id)).toEqual(['password.change', 'sign_in.refuse', 'sign_in.accept']);
  });

  it('cannot be guessed from a session that was left open', async () => {
    const here = await world.signedIn(await world.join());
    const guess = () => changePassword(here, { password: 'guess', newPassword: 'another long password' });
    for (let n = 0; n < 5; n += 1) await expect(guess()).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(guess()).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 15 * 60_000 });
  });
});

it('a name is changed and written down', async () => {
  const person = await world.join();
  const here = await world.signedIn(person);
  await changeName(here, { name: 'Ada' });
  expect((await world.store.users.find(person.id))?.name).toBe('Ada');
  expect(await actionsOf(world.store, person.id)).toEqual(['user.rename']);
});
