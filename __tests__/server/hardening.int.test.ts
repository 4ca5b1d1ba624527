import { createServer, type AddressInfo } from 'node:net';
import { describeBuilt, endAll, newDataDir, startPortal, type PortalProcess } from './portal-process';
import { bearer } from './portal-client';

jest.setTimeout(120_000);
const apiKey = 'sga_hardening_test_key_01';
const writeKey = 'sgw_hardening_test_key_01';
const owner = { email: 'owner@example.com', password: 'correct horse battery' };
const secretPerson = 'person-nobody-may-read-of';
afterAll(endAll);

describeBuilt('a portal behind TLS', () => {
  let portal: PortalProcess;
  beforeAll(async () => {
    portal = startPortal(await newDataDir(), {
      PORT: String(await freePort()),
      SIGHTGLASS_URL: 'https://portal.example.com',
      SIGHTGLASS_LOG: 'debug',
      SIGHTGLASS_QUERY_RATE: '2',
      SIGHTGLASS_INIT_EMAIL: owner.email,
      SIGHTGLASS_INIT_PASSWORD: owner.password,
      SIGHTGLASS_INIT_API_KEY: apiKey,
      SIGHTGLASS_INIT_WRITE_KEY: writeKey,
    });
    await portal.ready();
  });

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${portal.url}${path}`, { redirect: 'manual', headers });
  const directives = (reply: Response) => (reply.headers.get('content-security-policy') ?? '').split('; ');

  it.each(['/sign-in', '/api/version', '/api/health/live', '/overview', '/nothing-here', '/api/nothing-here'])(
    '%s may be asked by TLS only from then on, and has no type to be guessed',
    async (path) => {
      const { headers } = await get(path);
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it('runs only scripts that it has named for this one page, and stands in no frame', async () => {
    const [first, second] = [await get('/sign-in'), await get('/sign-in')];
    const scripts = directives(first).find((directive) => directive.startsWith('script-src')) ?? '';
    expect(scripts).toMatch(/^script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic'$/);
    expect(directives(second)).not.toContain(scripts);
    expect(directives(first)).toEqual(
      expect.arrayContaining(["object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'none'"]),
    );
  });

  it('gives sessions to this site only, out of reach of scripts, and never without TLS', async () => {
    const reply = await signIn(owner.password);
    const cookie = reply.headers.getSetCookie().find((line) => line.includes('session-token='));
    expect(cookie).toMatch(/^__Secure-next-auth\.session-token=/);
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; Secure/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
  });

  it('takes so many questions a second of one key, and says when the next may come', async () => {
    const ask = () =>
      fetch(`${portal.url}/api/query`, {
        method: 'POST',
        headers: bearer(apiKey),
        body: JSON.stringify({ kind: 'total', measures: [{ agg: 'count' }], range: { last: '1h' } }),
      });
    const replies = await Promise.all(Array.from({ length: 12 }, ask));
    const refused = replies.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(5);
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
    expect(await refused[0]?.json()).toMatchObject({ code: 'rate_limited' });
  });

  it('writes neither keys nor passwords nor people into its log', async () => {
    const wrong = 'a wrong password of somebody';
    await signIn(wrong);
    await get(`/api/people/${secretPerson}`, bearer(apiKey));
    await get('/api/query', bearer('sga_unknown_key_nobody_has'));
    await fetch(`${portal.url}/api/events?wait=visible`, {
      method: 'POST',
      headers: bearer(writeKey),
      body: JSON.stringify([{ name: 'x', userId: secretPerson }, { name: 1 }]),
    });
    await fetch(`${portal.url}/api/query`, { method: 'POST', headers: bearer(apiKey), body: `{"${wrong}` });
    const log = portal.log();
    const told = [apiKey, owner.password, wrong, secretPerson, 'sga_unknown_key_nobody_has'].filter((secret) =>
      log.includes(secret),
    );
    expect(told).toEqual([]);
    // The write key is new, and is shown to whoever started the portal this once.
    expect(log.split('\n').filter((line) => line.startsWith('{') && line.includes(writeKey))).toEqual([]);
  });

  async function signIn(password: string): Promise<Response> {
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'portal.example.com' };
    const first = await get('/api/auth/csrf', headers);
    const { csrfToken } = (await first.json()) as { csrfToken: string };
    const cookie = first.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
    return await fetch(`${portal.url}/api/auth/callback/credentials`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...headers, cookie: cookie.join('; '), 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfToken, email: owner.email, password, json: 'true' }),
    });
  }
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
