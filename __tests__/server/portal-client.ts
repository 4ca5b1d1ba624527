/** Signs in as a browser would, without one, and returns the session cookie; null when the sign-in was refused. */
export async function signIn(url: string, account: { email: string; password: string }): Promise<string | null> {
  const pairs = (reply: Response) => reply.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '');
  const first = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const reply = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: pairs(first).join('; '), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, ...account, json: 'true' }),
  });
  const session = pairs(reply).filter((pair) => pair.includes('session-token'));
  return session.length === 0 ? null : session.join('; ');
}

export const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

export function sendEvents(url: string, key: string, events: readonly object[], wait = ''): Promise<Response> {
  return fetch(`${url}/api/events${wait}`, { method: 'POST', headers: bearer(key), body: JSON.stringify(events) });
}

/** How many events of a name there are, as the portal answers it. */
export async function countEvents(url: string, key: string, event: string): Promise<number> {
  const spec = { kind: 'total', measures: [{ agg: 'count', event }], range: { last: '24h' } };
  const reply = await fetch(`${url}/api/query`, { method: 'POST', headers: bearer(key), body: JSON.stringify(spec) });
  if (!reply.ok) throw new Error(`the question was answered ${reply.status}: ${await reply.text()}`);
  const { data } = (await reply.json()) as { data: { values: { value: number | null }[] } };
  return data.values[0]?.value ?? 0;
}
