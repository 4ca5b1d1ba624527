import { encode } from 'next-auth/jwt';
import { hashPassword } from '@/lib/auth/password';
import { nextAuthOptions } from '@/lib/auth/next-auth-options';
import { sessionCookieName, userIdFromRequest } from '@/lib/auth/session';
import { createSignInLimiter } from '@/lib/auth/sign-in-limiter';
import type { Store } from '@/lib/store/store';
import { openTestStore } from '../build/store';
import { user } from '../store/contract';
import { servicesOn } from './world';

const secret = 'a secret of this installation, 32+';
const cookies = (text: string) => new Headers({ cookie: text });

describe('the user of a request', () => {
  it.each([false, true])('is read from the session cookie (secure: %s) among others', async (isSecure) => {
    const token = await encode({ token: { sub: 'ada' }, secret });
    const headers = cookies(`theme=dark; ${sessionCookieName(isSecure)}=${token}; a=b=c`);
    expect(await userIdFromRequest(headers, secret)).toBe('ada');
  });
  it('is known at the second look, and by no other secret', async () => {
    const token = await encode({ token: { sub: 'ada' }, secret });
    const headers = cookies(`${sessionCookieName(false)}=${token}`);
    for (const given of [secret, secret, 'another secret', secret])
      expect(await userIdFromRequest(headers, given)).toBe(given === secret ? 'ada' : null);
  });
  it('is nobody any more once the session has run out, also when it was looked at before', async () => {
    jest.useFakeTimers({ now: 1_764_000_000_000, doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    const token = await encode({ token: { sub: 'ada' }, secret, maxAge: 60 });
    const headers = cookies(`${sessionCookieName(false)}=${token}`);
    expect(await userIdFromRequest(headers, secret)).toBe('ada');
    jest.setSystemTime(1_764_000_000_000 + 120_000);
    expect(await userIdFromRequest(headers, secret)).toBeNull();
    jest.useRealTimers();
  });
  it('is read from a cookie in parts', async () => {
    const token = await encode({ token: { sub: 'ada' }, secret });
    const name = sessionCookieName(false);
    expect(
      await userIdFromRequest(cookies(`${name}.1=${token.slice(50)}; ${name}.0=${token.slice(0, 50)}`), secret),
    ).toBe('ada');
  });
  it.each([
    ['no cookie', async () => Promise.resolve('')],
    ['nonsense', async () => Promise.resolve(`${sessionCookieName(false)}=nonsense`)],
    [
      'a foreign secret',
      async () => `${sessionCookieName(false)}=${await encode({ token: { sub: 'ada' }, secret: 'another secret' })}`,
    ],
    [
      'a session that ran out',
      async () => `${sessionCookieName(false)}=${await encode({ token: { sub: 'ada' }, secret, maxAge: -60 })}`,
    ],
    ['nobody in it', async () => `${sessionCookieName(false)}=${await encode({ token: {}, secret })}`],
  ])('is nobody with %s', async (_name, make) => {
    expect(await userIdFromRequest(cookies(await make()), secret)).toBeNull();
  });
});

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

  function options(publicUrl = 'https://portal.example.com') {
    const services = servicesOn(store);
    const made = nextAuthOptions({
      ...services,
      limiter: createSignInLimiter(services.clock),
      secret,
      publicUrl,
      clientIp: (headers) => headers['x-forwarded-for'] ?? '',
    });
    const [provider] = made.providers;
    if (provider?.type !== 'credentials') throw new Error('no credentials provider');
    const authorize = async (email: unknown, password: unknown) =>
      provider.authorize({ email, password } as Record<string, string>, {
        headers: { 'x-forwarded-for': '10.0.0.1' },
        body: {},
        query: {},
        method: 'POST',
      });
    return { made, authorize };
  }

  it('sign in with the right password and tell the page why not otherwise', async () => {
    const { authorize } = options();
    expect(await authorize('ada@example.com', 'right password')).toEqual({
      id: 'ada',
      email: 'ada@example.com',
      name: 'ada',
    });
    expect(await authorize(undefined, undefined)).toBeNull();
    expect(await authorize('ada@example.com', 'x'.repeat(5_000))).toBeNull();
    for (let n = 0; n < 5; n += 1) expect(await authorize('ada@example.com', 'wrong')).toBeNull();
    await expect(authorize('ada@example.com', 'right password')).rejects.toThrow(/^rate_limited:900$/);
  });

  it('carry the user id through token and session', async () => {
    const { callbacks } = options().made;
    const token = await callbacks?.jwt?.({ token: { name: 'Ada' }, user: { id: 'ada' }, account: null });
    expect(token).toMatchObject({ sub: 'ada' });
    type SessionInput = Parameters<NonNullable<NonNullable<typeof callbacks>['session']>>[0];
    expect(await callbacks?.session?.({ session: { expires: '' }, token } as unknown as SessionInput)).toMatchObject({
      userId: 'ada',
    });
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
