import { problemOf } from '@/lib/errors/problem';
import { toAppError, type AppError } from '@/lib/errors/app-error';

const rawBody = Symbol.for('sightglass.raw-body');
type WithRawBody = Response & { [rawBody]?: string | Uint8Array };

/** The bytes a response was made of, when we made it; spares the server from reading them back out of a stream. */
export function rawBodyOf(response: Response): string | Uint8Array | undefined {
  return (response as WithRawBody)[rawBody];
}

/** A response whose whole body is known. */
export function full(body: string | Uint8Array, init: ResponseInit): Response {
  const response: WithRawBody = new Response(body as BodyInit, init);
  Object.defineProperty(response, rawBody, { value: body });
  return response;
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return full(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });
}

/** Any thrown value as `application/problem+json`, with `Retry-After` in whole seconds when waiting helps. */
export function problem(thrown: unknown, requestId?: string): Response {
  const error: AppError = toAppError(thrown);
  return full(JSON.stringify(problemOf(error, requestId)), {
    status: error.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...(error.retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(error.retryAfterMs / 1000)) }),
      ...(error.status === 401 ? { 'www-authenticate': 'Bearer realm="sightglass"' } : {}),
    },
  });
}

/** A document as a file to keep, called like it. */
export function fileOf(text: string, { name, format }: { name: string; format: 'json' | 'yaml' }): Response {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return full(text, {
    headers: {
      'content-type': `application/${format}; charset=utf-8`,
      'content-disposition': `attachment; filename="${plain || 'sightglass'}.${format}"`,
      'cache-control': 'no-store',
    },
  });
}
