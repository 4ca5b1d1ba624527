import { problemOf } from '@/lib/errors/problem';
import { toAppError, type AppError } from '@/lib/errors/app-error';

const rawBody = Symbol.for('sightglass.raw-body');
type WithRawBody = Response & { [rawBody]?: string | Uint8Array };

/** The bytes a response was made of, when we made it; spares the server from reading them back out of a stream. */
export function rawBodyOf(response: Response): string | Uint8Array | undefined {
  return (response as WithRawBody)[rawBody];
}

/** Makes a stream of its body for those who ask for one: the doors in front of Next never do, and it costs more than the rest. */
class FullResponse extends Response {
  readonly [rawBody]: string | Uint8Array;
  #streamed: Response | undefined;

  constructor(body: string | Uint8Array, init: ResponseInit) {
    super(null, init);
    this[rawBody] = body;
  }

  #stream(): Response {
    const { status, statusText, headers } = this;
    this.#streamed ??= new Response(this[rawBody] as BodyInit, { status, statusText, headers });
    return this.#streamed;
  }

  override get body() {
    return this.#stream().body;
  }
  override get bodyUsed() {
    return this.#streamed?.bodyUsed ?? false;
  }
  override arrayBuffer() {
    return this.#stream().arrayBuffer();
  }
  override blob() {
    return this.#stream().blob();
  }
  override bytes() {
    return this.#stream().bytes();
  }
  override formData() {
    return this.#stream().formData();
  }
  override json() {
    return this.#stream().json();
  }
  override text() {
    return this.#stream().text();
  }
  override clone() {
    return this.#stream().clone();
  }
}

/** A response whose whole body is known. Its type has to be said. */
export function full(body: string | Uint8Array, init: ResponseInit): Response {
  return new FullResponse(body, init);
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
