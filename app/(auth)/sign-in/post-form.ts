import { faultOf, type SignInFault } from './sign-in-fault';

export type FormResult = { ok: true; url: string } | SignInFault;

/** Posts to one of next-auth's own endpoints: a CSRF token first, then the form. */
export async function postForm(path: string, fields: Record<string, string>): Promise<FormResult> {
  try {
    const csrf = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string };
    const body = new URLSearchParams({ csrfToken: csrf.csrfToken, json: 'true', ...fields });
    const response = await fetch(path, { method: 'POST', body });
    const answer = (await response.json().catch(() => ({}))) as { url?: string };
    return resultOf(response, answer.url);
  } catch {
    return { ok: false, reason: 'failed' };
  }
}

function resultOf(response: Response, url: string | undefined): FormResult {
  const error = url === undefined ? null : new URL(url, window.location.origin).searchParams.get('error');
  if (error !== null) return faultOf(error);
  if (response.ok && url !== undefined) return { ok: true, url };
  return { ok: false, reason: response.status === 401 ? 'wrong' : 'failed' };
}
