import { faultOf, type SignInFault } from './sign-in-fault';

export type SignInResult = { ok: true } | SignInFault;

/** Signs in through next-auth's own endpoints: a CSRF token first, then the credentials. */
export async function postCredentials(email: string, password: string): Promise<SignInResult> {
  try {
    const csrf = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string };
    const body = new URLSearchParams({
      csrfToken: csrf.csrfToken,
      email,
      password,
      json: 'true',
      callbackUrl: window.location.origin,
    });
    const response = await fetch('/api/auth/callback/credentials', { method: 'POST', body });
    const answer = (await response.json().catch(() => ({}))) as { url?: string };
    return resultOf(response, answer.url);
  } catch {
    return { ok: false, reason: 'failed' };
  }
}

function resultOf(response: Response, url: string | undefined): SignInResult {
  const error = url === undefined ? null : new URL(url, window.location.origin).searchParams.get('error');
  if (error !== null) return faultOf(error);
  if (response.ok) return { ok: true };
  return response.status === 401 ? { ok: false, reason: 'wrong' } : { ok: false, reason: 'failed' };
}
