import type { Problem } from '@/lib/errors/problem';

type Call = { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; workspace: string; body?: unknown };

/** Calls one of the portal's own doors. Rejects with an Error whose message can be shown. */
export async function callApi<T>(path: string, { method, workspace, body }: Call): Promise<T> {
  const response = await send(path, {
    method,
    headers: {
      'x-sightglass-workspace': workspace,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (response.ok) return (response.status === 204 ? null : await response.json()) as T;
  throw new Error(await reasonOf(response));
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    throw new Error('The portal cannot be reached. Check that it is running, then try again.', { cause });
  }
}

async function reasonOf(response: Response): Promise<string> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  if (!isProblem) return `The portal answered with status ${response.status}.`;
  return ((await response.json()) as Problem).detail;
}
