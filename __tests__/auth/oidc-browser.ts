import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth, { type AuthOptions } from 'next-auth';

type Reply = { redirect: string | null; body: unknown };
type Ask = { path: [string, string?]; query?: Record<string, string>; body?: Record<string, string> };
export const origin = 'http://localhost:3999';

/** What a browser does: it keeps cookies, follows redirects and fills in the provider's form. */
export function browser(options: () => AuthOptions) {
  const cookies: Record<string, string> = {};
  const ask = async ({ path, query = {}, body }: Ask): Promise<Reply> => {
    const reply: Reply = { redirect: null, body: null };
    const headers: Record<string, string | string[]> = {};
    const message = {
      getHeader: (name: string) => headers[name.toLowerCase()],
      setHeader: (name: string, value: string | string[]) => {
        headers[name.toLowerCase()] = value;
        return message;
      },
      status: () => message,
      end: () => undefined,
      send: (sent: unknown) => (reply.body = sent),
      json: (sent: unknown) => (reply.body = sent),
    };
    const method = body === undefined ? 'GET' : 'POST';
    const request = { query: { nextauth: path, ...query }, headers: {}, cookies: { ...cookies }, method, body };
    await NextAuth(request as unknown as NextApiRequest, message as unknown as NextApiResponse, options());
    for (const [name, value] of [headers['set-cookie'] ?? []].flat().map(cookieOf)) cookies[name] = value;
    const location = headers.location;
    return { ...reply, redirect: typeof location === 'string' ? location : null };
  };
  const leave = async (): Promise<string> => {
    const { csrfToken } = (await ask({ path: ['csrf'] })).body as { csrfToken: string };
    const body = { csrfToken, callbackUrl: `${origin}/overview`, json: 'true' };
    return ((await ask({ path: ['signin', 'oidc'], body })).body as { url: string }).url;
  };
  const arrive = (url: string): Promise<Reply> =>
    ask({ path: ['callback', 'oidc'], query: Object.fromEntries(new URL(url).searchParams) });
  return {
    cookies,
    leave,
    arrive,
    /** All the way; resolves to where the portal sends the browser in the end. */
    signIn: async (login: string): Promise<string> =>
      (await arrive(await atProvider(await leave(), login))).redirect ?? '',
  };
}

/** Name and value; cookies that are taken back are empty. */
function cookieOf(line: string): [string, string] {
  const [pair = ''] = line.split(';');
  const at = pair.indexOf('=');
  return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
}

/** Signs in at the provider; resolves to the address of the portal that it sends the browser to. */
export async function atProvider(start: string, login: string): Promise<string> {
  const jar = new Map<string, string>();
  let url = start;
  let body: URLSearchParams | undefined;
  for (let step = 0; step < 10; step += 1) {
    const reply = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body && { method: 'POST', body }),
    });
    for (const line of reply.headers.getSetCookie()) jar.set(...cookieOf(line));
    const to = reply.headers.get('location');
    if (to?.startsWith(origin)) return to;
    body = undefined;
    if (to !== null) url = new URL(to, url).href;
    else {
      const form = /<form[^>]*action="([^"]+)"/.exec(await reply.text())?.[1];
      if (form === undefined) throw new Error(`the provider answered ${reply.status} without a form`);
      url = new URL(form, url).href;
      body = new URLSearchParams({ prompt: 'login', login, password: 'any' });
    }
  }
  throw new Error('the provider did not come to an end');
}
