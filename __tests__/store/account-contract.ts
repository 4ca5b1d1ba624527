import type { Session } from '@/lib/store/account-ports';
import type { Store } from '@/lib/store/store';
import { user } from './contract';

const at = 1_763_900_000_000;
const session = (id: string, userId: string, change: Partial<Session> = {}): Session => ({
  ...{ id, userId, method: 'password', ip: '10.0.0.1', device: 'curl' },
  ...{ createdAt: at, lastSeenAt: at, expiresAt: at + 1_000, revokedAt: null, ...change },
});

/** Sessions, second factors, links for new passwords and identities. */
export function describeAccounts(given: () => Store): void {
  let store: Store;
  let people = 0;
  const join = async (): Promise<string> => {
    const id = `account${(people += 1)}`;
    await store.users.insert(user(id, { passwordHash: null }));
    return id;
  };
  beforeAll(() => {
    store = given();
  });

  describe('sessions', () => {
    it('of a user are those that are open, the last seen first', async () => {
      const [ada, bob] = [await join(), await join()];
      await store.sessions.insert(session('s1', ada));
      await store.sessions.insert(session('s2', ada));
      await store.sessions.insert(session('s-over', ada, { expiresAt: at }));
      await store.sessions.insert(session('s-bob', bob));
      await store.sessions.touch('s2', at + 5);
      expect((await store.sessions.listOpen(ada, at)).map(({ id }) => id)).toEqual(['s2', 's1']);
      expect(await store.sessions.revoke(bob, 's1', at)).toBe(false);
      expect(await store.sessions.revoke(ada, 's1', at + 7)).toBe(true);
      expect(await store.sessions.revoke(ada, 's1', at + 9)).toBe(false);
      expect(await store.sessions.find('s1')).toEqual(session('s1', ada, { revokedAt: at + 7 }));
      expect(await store.sessions.listRevoked(['s1', 's2', 's-bob', 'none'])).toEqual(['s1']);
      expect(await store.sessions.listRevoked([])).toEqual([]);
    });
    it('end all but one, and go when they have run out', async () => {
      const ada = await join();
      for (const id of ['k1', 'k2', 'k3']) await store.sessions.insert(session(id, ada, { expiresAt: at + 10_000 }));
      expect((await store.sessions.revokeAll(ada, { except: 'k2', at })).sort()).toEqual(['k1', 'k3']);
      expect(await store.sessions.revokeAll(ada, { except: null, at })).toEqual(['k2']);
      await store.sessions.purge(at + 10_000);
      expect(await store.sessions.find('k1')).toBeNull();
    });
  });

  it('a second factor takes each step and each recovery code once, also at the same time', async () => {
    const ada = await join();
    const factor = { userId: ada, secret: 'sealed', createdAt: at, confirmedAt: null, lastStep: 0 };
    await store.secondFactors.put({ ...factor, secret: 'first' });
    await store.secondFactors.put(factor);
    expect(await store.secondFactors.find(ada)).toEqual(factor);
    expect(await store.secondFactors.listUsersWith([ada])).toEqual([]);
    const steps = await Promise.all([1, 2, 3].map(() => store.secondFactors.takeStep(ada, 100, at + 1)));
    expect(steps.filter(Boolean)).toHaveLength(1);
    expect(await store.secondFactors.takeStep(ada, 99, at + 2)).toBe(false);
    expect(await store.secondFactors.takeStep(ada, 101, at + 2)).toBe(true);
    expect(await store.secondFactors.find(ada)).toMatchObject({ confirmedAt: at + 1, lastStep: 101 });
    expect(await store.secondFactors.listUsersWith([ada, 'nobody'])).toEqual([ada]);
    await store.secondFactors.setRecoveryCodes(ada, ['h1', 'h2']);
    const codes = await Promise.all([1, 2].map(() => store.secondFactors.takeRecoveryCode(ada, 'h1', at)));
    expect(codes.sort()).toEqual([false, true]);
    expect(await store.secondFactors.countRecoveryCodes(ada)).toBe(1);
    await store.secondFactors.setSecret(ada, 'sealed anew');
    expect((await store.secondFactors.list()).find(({ userId }) => userId === ada)?.secret).toBe('sealed anew');
    expect(await store.secondFactors.remove(ada)).toBe(true);
    expect(await store.secondFactors.remove(ada)).toBe(false);
    expect(await store.secondFactors.countRecoveryCodes(ada)).toBe(0);
  });

  it('links for a new password end together, or when their time is over', async () => {
    const [ada, bob] = [await join(), await join()];
    const link = (hash: string, userId: string) => ({ hash, userId, createdAt: at, expiresAt: at + 1_000 });
    for (const made of [link('l1', ada), link('l2', ada), link('l3', bob)]) await store.passwordResets.insert(made);
    expect(await store.passwordResets.find('l1')).toEqual(link('l1', ada));
    expect(await store.passwordResets.removeAll(ada)).toBe(2);
    expect(await store.passwordResets.removeAll(ada)).toBe(0);
    expect(await store.passwordResets.purge(at + 999)).toBe(0);
    expect(await store.passwordResets.purge(at + 1_000)).toBe(1);
  });

  it('an identity belongs to one user, and a user has one at each issuer', async () => {
    const [ada, bob] = [await join(), await join()];
    const identity = { userId: ada, issuer: 'https://id.example', subject: '1', createdAt: at, lastSignInAt: at };
    await store.identities.insert(identity);
    await expect(store.identities.insert({ ...identity, userId: bob })).rejects.toMatchObject({ code: 'conflict' });
    await expect(store.identities.insert({ ...identity, subject: '2' })).rejects.toMatchObject({ code: 'conflict' });
    await store.identities.insert({ ...identity, issuer: 'https://other.example' });
    await store.identities.recordSignIn('https://id.example', '1', at + 5);
    expect(await store.identities.find('https://id.example', '1')).toEqual({ ...identity, lastSignInAt: at + 5 });
    expect(await store.identities.listOfUser(ada)).toHaveLength(2);
    expect(await store.identities.find('https://id.example', '3')).toBeNull();
  });
}
