import { readText } from '@/lib/http/body';
import { full } from '@/lib/http/respond';
import { route } from '@/lib/http/route';
import { runQueryJson } from '@/lib/query/run-query';

const maxBodyBytes = 256 * 1024;

/** One question in, its answer out. */
export const POST = route({
  access: 'actor',
  rate: 'query',
  run: async (ctx, { request }) => {
    const text = await readText(request, maxBodyBytes);
    const { body, etag } = await runQueryJson(ctx, text);
    return full(body, {
      headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'private, no-cache', etag },
    });
  },
});
