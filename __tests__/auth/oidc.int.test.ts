import { decode } from 'next-auth/jwt';
import { nextAuthOptions, type NextAuthDeps } from '@/lib/auth/next-auth-options';
import { parseRoleMap } from '@/lib/auth/oidc/role-map';
import type { OidcSettings } from '@/lib/auth/oidc/oidc-settings';
import { sessionCookieName } from '@/lib/auth/session';
import { startIdentityProvider, type IdentityProvider } from '../build/identity-provider';
import { accountWorld, actionsOf } from './account-world';
import { atProvider, browser, origin } from './oidc-browser';

const secret = 'a secret of this installation, 32+';
let world: Awaited<ReturnType<typeof accountWorld>>;
let provider: IdentityProvider;
let settings: OidcSettings;
beforeAll(async () => {
  world = await accountWorld();
  provider = await startIdentityProvider(`${origin}/api/auth/callback/oidc`);
  settings = {
    ...{ issuer: provider.issuer, clientId: 'portal', clientSecret: provider.clientSecret, name: 'SSO' },
    ...{ roleClaim: 'groups', roles: parseRoleMap('sg-owners=owner,sg-admins=admin,sg=viewer'), workspace: null },
  };
  process.env.NEXTAUTH_URL = origin;
}, 60_000);
afterAll(async () => {
  delete process.env.NEXTAUTH_URL;
  await provider.stop();
  await world.close();
});

function open(change: Partial<OidcSettings> = {}, deps: Partial<NextAuthDeps> = {}) {
  return browser(() =>
    nextAuthOptions({
      ...{ ...world.services, secrets: [secret], publicUrl: origin, isPasswordAllowed: true },
      visitor: { ip: '10.0.0.1', userAgent: 'curl/8' },
      oidc: { ...settings, ...change },
      ...deps,
    }),
  );
}
const errorOf = (url: string) => new URL(url, origin).searchParams.get('error');
const roleOf = async (email: string) =>
  (await world.store.workspaces.listMembers('w1')).find((member) => member.email === email)?.role;

describe('signing in through the identity provider', () => {
  it('makes an account with the role of the groups, and a session that can be ended', async () => {
    await provider.setPeople({ eve: { email: 'Eve@id.example', name: 'Eve', groups: ['x', 'sg-admins', 'sg'] } });
    const page = open();
    expect(await page.signIn('eve')).toBe(`${origin}/overview`);
    const token = await decode({ token: page.cookies[sessionCookieName(false)] ?? '', secret });
    const user = await world.store.users.findByEmail('eve@id.example');
    expect(user).toMatchObject({ name: 'Eve', passwordHash: null });
    expect(token).toMatchObject({ sub: user?.id });
    expect(await world.store.sessions.find(token?.sid ?? '')).toMatchObject({ method: 'oidc', userId: user?.id });
    expect(await roleOf('eve@id.example')).toBe('admin');
    expect(await actionsOf(world.store, user?.id ?? '')).toEqual(['user.create', 'identity.link', 'sign_in.accept']);
    expect((await world.store.audit.list('w1', 1))[0]).toMatchObject({ action: 'member.add', actorId: 'oidc' });
  });

  it('knows people by their subject, and gives them the role of today', async () => {
    await provider.setPeople({ eve: { email: 'renamed@id.example', groups: ['sg'] } });
    const before = await world.store.users.count();
    expect(await open().signIn('eve')).toBe(`${origin}/overview`);
    expect(await world.store.users.count()).toBe(before);
    expect(await roleOf('eve@id.example')).toBe('viewer');
    expect((await world.store.audit.list('w1', 1))[0]).toMatchObject({
      ...{ action: 'member.change_role', before: { role: 'admin' }, after: { role: 'viewer' } },
    });
  });

  it('lets nobody in who has no role there', async () => {
    await provider.setPeople({ mallory: { email: 'mallory@id.example', groups: ['x'] }, eve: { groups: [] } });
    expect(errorOf(await open().signIn('mallory'))).toBe('oidc_no_role');
    expect(await world.store.users.findByEmail('mallory@id.example')).toBeNull();
    const page = open();
    expect(errorOf(await page.signIn('eve'))).toBe('oidc_no_role');
    expect(page.cookies[sessionCookieName(false)]).toBeUndefined();
  });

  it('links an account that is there when the email is verified, and only then', async () => {
    const ada = await world.join('owner');
    const other = await world.join('owner');
    const person = { email: ada.email, groups: ['sg-owners'] };
    await provider.setPeople({ ada: { ...person, email_verified: false } });
    expect(errorOf(await open().signIn('ada'))).toBe('oidc_unverified');
    await provider.setPeople({ ada: { ...person, email_verified: true }, thief: { ...person, email_verified: true } });
    expect(await open().signIn('ada')).toBe(`${origin}/overview`);
    expect(await world.store.identities.find(provider.issuer, 'ada')).toMatchObject({ userId: ada.id });
    expect(errorOf(await open().signIn('thief'))).toBe('oidc_other_subject');
    await world.store.workspaces.removeMember('w1', other.id);
  });

  it('never takes the last owner away', async () => {
    await provider.setPeople({ ada: { groups: ['sg'] } });
    expect(await open().signIn('ada')).toBe(`${origin}/overview`);
    expect(await world.store.identities.find(provider.issuer, 'ada')).not.toBeNull();
    expect((await world.store.workspaces.listMembers('w1')).filter(({ role }) => role === 'owner')).toHaveLength(1);
  });

  it('leaves roles alone that people gave where no map is set', async () => {
    await provider.setPeople({ eve: {} });
    const eve = await world.store.users.findByEmail('eve@id.example');
    await world.store.workspaces.setRole('w1', eve?.id ?? '', 'editor');
    expect(await open({ roles: null }).signIn('eve')).toBe(`${origin}/overview`);
    expect(await roleOf('eve@id.example')).toBe('editor');
  });
});

describe('what is sent through the browser', () => {
  it('asks with PKCE, state and nonce', async () => {
    const asked = Object.fromEntries(new URL(await open().leave()).searchParams);
    expect(asked).toMatchObject({
      ...{ client_id: 'portal', response_type: 'code', code_challenge_method: 'S256', scope: 'openid email profile' },
      redirect_uri: `${origin}/api/auth/callback/oidc`,
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]).toMatch(/^[\w-]{20,}$/);
  });

  it.each(['next-auth.state', 'next-auth.pkce.code_verifier', 'next-auth.nonce'])(
    'is worth nothing in a browser without %s',
    async (cookie) => {
      await provider.setPeople({ eve: { groups: ['sg'] } });
      const page = open();
      const back = await atProvider(await page.leave(), 'eve');
      delete page.cookies[cookie];
      expect(errorOf((await page.arrive(back)).redirect ?? '')).toBe('OAuthCallback');
      expect(page.cookies[sessionCookieName(false)]).toBeUndefined();
    },
  );

  it('is good once', async () => {
    await provider.setPeople({ eve: { groups: ['sg'] } });
    const page = open();
    const back = await atProvider(await page.leave(), 'eve');
    const kept = { ...page.cookies };
    expect((await page.arrive(back)).redirect).toBe(`${origin}/overview`);
    Object.assign(page.cookies, kept);
    expect(errorOf((await page.arrive(back)).redirect ?? '')).toBe('OAuthCallback');
  });
});

it('says that the provider is away, while passwords go on working', async () => {
  const away = { issuer: 'http://127.0.0.1:9' };
  expect(errorOf(await open(away).leave())).toBe('OAuthSignin');
  const options = nextAuthOptions({
    ...{ ...world.services, secrets: [secret], publicUrl: origin, isPasswordAllowed: true },
    visitor: { ip: '10.0.0.1', userAgent: null },
    oidc: { ...settings, ...away },
  });
  expect(options.providers.map(({ id }) => id)).toEqual(['credentials', 'oidc']);
});

it('is the only way in when passwords are turned off', () => {
  const options = nextAuthOptions({
    ...{ ...world.services, secrets: [secret], publicUrl: origin, isPasswordAllowed: false },
    visitor: { ip: '10.0.0.1', userAgent: null },
    oidc: settings,
  });
  expect(options.providers.map(({ id }) => id)).toEqual(['oidc']);
});
