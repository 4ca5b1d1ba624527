import { AppError } from '@/lib/errors/app-error';
import { json } from '@/lib/http/respond';
import { methodNotAllowed, route, type Door } from '@/lib/http/route';
import { acceptEvents } from '@/lib/ingest/accept-events';

const accept = route({
  access: 'actor',
  rate: 'ingest',
  run: async (ctx, { request, url }) => {
    const body = (request.body as unknown as AsyncIterable<Uint8Array> | null) ?? Buffer.alloc(0);
    const waitVisible = url.searchParams.get('wait') === 'visible';
    return json(await acceptEvents(ctx, { body, encoding: encodingOf(request), source: 'api', waitVisible }), 202);
  },
});

/** Takes events; browsers of other sites may send them, too, with a write key. */
export const POST: Door = async (request) => allowOrigin(request, await accept(request));

export const OPTIONS: Door = (request) => {
  const response = new Response(null, { status: 204 });
  response.headers.set('access-control-allow-methods', 'POST');
  response.headers.set('access-control-allow-headers', 'authorization, content-type, content-encoding');
  response.headers.set('access-control-max-age', '86400');
  return Promise.resolve(allowOrigin(request, response));
};

export const GET: Door = methodNotAllowed('POST');

function encodingOf(request: Request): 'gzip' | null {
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'gzip') return 'gzip';
  if (encoding === 'identity' || encoding === '') return null;
  throw new AppError('unsupported_media', 'Send the body as it is or with Content-Encoding: gzip.');
}

function allowOrigin(request: Request, response: Response): Response {
  response.headers.set('access-control-allow-origin', request.headers.get('origin') ?? '*');
  response.headers.set('vary', 'origin');
  return response;
}
