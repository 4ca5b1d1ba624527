import type { Problem } from '@/lib/errors/problem';
import { CallFailure } from './call-failure';

type Call = { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; workspace: string; body?: unknown; signal?: AbortSignal };

/** Calls one of the portal's own doors. Rejects with a CallFailure, or an Error, whose message can be shown. */
export async function callApi<T>(path: string, { method, workspace, body, signal }: Call): Promise<T> {
  const response = await send(path, {
    method,
    headers: {
      'x-sightglass-workspace': workspace,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  if (response.ok) return (response.status === 204 ? null : await response.json()) as T;
  throw await failureOf(response);
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new Error('The portal cannot be reached. Check that it is running, then try again.', { cause });
  }
}

/** What a door that refused has to say. */
export async function failureOf(response: Response): Promise<CallFailure> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  if (!isProblem) return new CallFailure(`The portal answered with status ${response.status}.`, null);
  const problem = (await response.json()) as Problem;
  return new CallFailure(problem.detail, problem);
}
