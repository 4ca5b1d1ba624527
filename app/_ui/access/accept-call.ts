import { failureOf } from '@/app/_ui/http/call-api';

export type Joined = { workspace: { slug: string; name: string }; email: string };
type Body = { token: string; person?: { name: string; password: string } };

/** Accepts an invitation. Rejects with a message that can be shown. */
export async function acceptCall(body: Body): Promise<Joined> {
  const response = await send('/api/invitations/accept', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw await failureOf(response);
  return (await response.json()) as Joined;
}

/** Signs the new person in through next-auth's own endpoints; when that fails, the sign-in page is where they go on. */
export async function signInWith(email: string, password: string): Promise<void> {
  const { csrfToken } = (await (await send('/api/auth/csrf', {})).json()) as { csrfToken: string };
  const callbackUrl = window.location.origin;
  const body = new URLSearchParams({ csrfToken, email, password, json: 'true', callbackUrl });
  await send('/api/auth/callback/credentials', { method: 'POST', body });
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    throw new Error('The portal cannot be reached. Check that it is running, then try again.', { cause });
  }
}
