import type { AuthOptions } from 'next-auth';
import { encode } from 'next-auth/jwt';
import { hashPassword } from '@/lib/auth/password';
import { nextAuthOptions, type NextAuthDeps } from '@/lib/auth/next-auth-options';
import { sessionCookieName, sessionFromRequest } from '@/lib/auth/session';
import type { Store } from '@/lib/store/store';
import { openTestStore } from '../build/store';
import { user } from '../store/contract';
import { servicesOn } from './world';

const secret = 'a secret of this installation, 32+';
const ada = { userId: 'ada', sessionId: 's1' };
const cookies = (text: string) => new Headers({ cookie: text });

describe('the user of a request', () => {
  it.each([false, true])('is read from the session cookie (secure: %s) among others', async (isSecure) => {
    const token = await encode({ token: { sub: 'ada', sid: 's1' }, secret });
    const headers = cookies(`theme=dark; ${sessionCookieName(isSecure)}=${token}; a=b=c`);
    expect(await sessionFromRequest(headers, [secret])).toEqual(ada);
  });
  it('is known at the second look, and by no other secret', async () => {
    const token = await encode({ token: { sub: 'ada', sid: 's1' }, secret });
    const headers = cookies(`${sessionCookieName(false)}=${token}`);
    for (const given of [secret, secret, 'another secret', secret])
      expect(await sessionFromRequest(headers, [given])).toEqual(given === secret ? ada : null);
  });
  it('is nobody any more once the session has run out, also when it was looked at before', async () => {
    jest.useFakeTimers({ now: 1_764_000_000_000, doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    const token = await encode({ token: { sub: 'ada', sid: 's1' }, secret, maxAge: 60 });
    const headers = cookies(`${sessionCookieName(false)}=${token}`);
    expect(await sessionFromRequest(headers, [secret])).toEqual(ada);
    jest.setSystemTime(1_764_000_000_000 + 120_000);
    expect(await sessionFromRequest(headers, [secret])).toBeNull();
    jest.useRealTimers();
  });
  it('is known by an earlier secret, too, while that is still given', async () => {
    const token = await encode({ token: { sub: 'ada', sid: 's1' }, secret: 'the secret before this one' });
    const headers = cookies(`${sessionCookieName(false)}=${token}`);
    expect(await sessionFromRequest(headers, [secret, 'the secret before this one'])).toEqual(ada);
    expect(await sessionFromRequest(headers, [secret])).toBeNull();
  });
  it('is read from a cookie in parts', async () => {
    const token = await encode({ token: { sub: 'ada', sid: 's1' }, secret });
    const name = sessionCookieName(false);
    expect(
      await sessionFromRequest(cookies(`${name}.1=${token.slice(50)}; ${name}.0=${token.slice(0, 50)}`), [secret]),
    ).toEqual(ada);
  });
  it.each([
    ['no cookie', async () => Promise.resolve('')],
    ['nonsense', async () => Promise.resolve(`${sessionCookieName(false)}=nonsense`)],
    [
      'a foreign secret',
      async () =>
        `${sessionCookieName(false)}=${await encode({ token: { sub: 'ada', sid: 's1' }, secret: 'another secret' })}`,
    ],
    [
      'a session that ran out',
      async () =>
        `${sessionCookieName(false)}=${await encode({ token: { sub: 'ada', sid: 's1' }, secret, maxAge: -60 })}`,
    ],
    [
      'a session from before they had ids',
      async () => `${sessionCookieName(false)}=${await encode({ token: { sub: 'ada' }, secret })}`,
    ],
    ['nobody in it', async () => `${sessionCookieName(false)}=${await encode({ token: {}, secret })}`],
  ])('is nobody with %s', async (_name, make) => {
    expect(await sessionFromRequest(cookies(await make()), [secret])).toBeNull();
  });
});

type Complete = {
  callbacks: Required<NonNullable<AuthOptions['callbacks']>>;
  events: Required<NonNullable<AuthOptions['events']>>;
};

describe('the options of next-auth', () => {
  let store: Store;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ store, close } = await openTestStore());
    await store.users.insert(
      user('ada', { email: 'ada@example.com', passwordHash: await hashPassword('right password') }),
    );
  });
  afterAll(() => close());

  function options(publicUrl = 'https://portal.example.com', change: Partial<NextAuthDeps> = {}) {
    const services = servicesOn(store);
    const made = nextAuthOptions({
      ...services,
      secrets: [secret],
      publicUrl,
      visitor: { ip: '10.0.0.1', userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0' },
      oidc: undefined,
      isPasswordAllowed: true,
      ...change,
    });
    const [provider] = made.providers;
    const authorize = async (email: unknown, password: unknown) => {
      if (provider?.type !== 'credentials') throw new Error('no credentials provider');
      return provider.authorize({ email, password } as Record<string, string>, {
        headers: {},
        body: {},
        query: {},
        method: 'POST',
      });
    };
    return { made, authorize, services };
  }

  it('sign in with the right password and tell the page why not otherwise', async () => {
    const { authorize } = options();
    expect(await authorize('ada@example.com', 'right password')).toMatchObject({ id: 'ada', method: 'password' });
    expect(await authorize(undefined, undefined)).toBeNull();
    expect(await authorize('ada@example.com', 'x'.repeat(5_000))).toBeNull();
    for (let n = 0; n < 5; n += 1) expect(await authorize('ada@example.com', 'wrong')).toBeNull();
    await expect(authorize('ada@example.com', 'right password')).rejects.toThrow(/^rate_limited:900$/);
  });

  it('put a session that can be ended into the cookie, and nothing else', async () => {
    const { made, authorize, services } = options();
    const { callbacks, events } = made as Complete;
    const user = (await authorize('ada@example.com', 'right password')) ?? { id: '' };
    const account = { provider: 'credentials', providerAccountId: 'ada', type: 'credentials' } as const;
    await callbacks.signIn({ user, account });
    const token = await callbacks.jwt({ token: { name: 'Ada' }, user, account });
    expect(token).toEqual({ sub: 'ada', sid: expect.stringMatching(/^[\w-]{32}$/) as string });
    expect(await store.sessions.listOpen('ada', services.clock.now())).toMatchObject([
      { id: token.sid, ip: '10.0.0.1', device: 'Firefox on Linux', method: 'password' },
    ]);
    const asked = { session: { expires: '' }, token } as unknown as Parameters<typeof callbacks.session>[0];
    expect(await callbacks.session(asked)).toMatchObject({ userId: 'ada' });

    await events.signOut({ token } as unknown as Parameters<typeof events.signOut>[0]);
    expect(await services.account.sessions.isOpen({ userId: 'ada', sessionId: String(token.sid) })).toBe(false);
    const again = (options().made as Complete).callbacks.jwt({ token, user: undefined as never, account: null });
    await expect(again).rejects.toThrow('signed out');
  });

  it('make cookies secure on https only, for seven days', () => {
    expect(options().made).toMatchObject({ useSecureCookies: true, session: { strategy: 'jwt', maxAge: 604_800 } });
    expect(options('http://localhost:3000').made.useSecureCookies).toBe(false);
  });

  it.each([
    ['/dashboards?x=1', 'https://portal.example.com/dashboards?x=1'],
    ['https://portal.example.com/a', 'https://portal.example.com/a'],
    ['https://evil.example.com/a', 'https://portal.example.com'],
    ['//evil.example.com', 'https://portal.example.com'],
    ['/\\evil.example.com', 'https://portal.example.com'],
    ['https://portal.example.com.evil.example', 'https://portal.example.com'],
    ['javascript:alert(1)', 'https://portal.example.com'],
  ])('lead from %s to %s', async (url, to) => {
    expect(await options().made.callbacks?.redirect?.({ url, baseUrl: 'http://localhost:3000' })).toBe(to);
  });
});
