import { AppError } from '@/lib/errors/app-error';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';
import { createImport } from '@/lib/ingest/imports/create-import';
import { listImports } from '@/lib/ingest/imports/list-imports';

/** The imports of the workspace, newest first; with `?key=` the one that was uploaded under this Idempotency-Key. */
export const GET = route({
  access: 'actor',
  run: async (ctx, { url }) => ({ imports: await listImports(ctx, { key: url.searchParams.get('key') ?? undefined }) }),
});

/** The body is the file, streamed to disk; `?file=` is its name. */
export const POST = route({
  access: 'actor',
  run: async (ctx, { request, url }) => {
    const fileName = url.searchParams.get('file');
    if (!fileName) throw new AppError('invalid_input', 'Say what the file is called: POST /api/imports?file=name.csv');
    const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? '';
    if (!['', 'identity', 'gzip'].includes(encoding))
      throw new AppError('unsupported_media', 'Send the file as it is or with Content-Encoding: gzip.');
    if (request.body === null) throw new AppError('invalid_input', 'Send the file as the body of the request.');
    const key = request.headers.get('idempotency-key') ?? undefined;
    return json(await createImport(ctx, { fileName, body: request.body, key }), 201);
  },
});
