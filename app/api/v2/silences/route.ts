import { listSilences } from '@/lib/alertmanager/list-silences';
import { postSilence } from '@/lib/alertmanager/post-silence';
import { amJson, amRoute } from '@/lib/http/am-route';
import { readBytes } from '@/lib/http/body';

export const GET = amRoute(async (ctx, { url }) => amJson(await listSilences(ctx, url.searchParams)));

/** Makes a silence, or changes the one whose `id` is given. */
export const POST = amRoute(async (ctx, { request }) => {
  const text = (await readBytes(request, 256 * 1024)).toString('utf8');
  return amJson(await postSilence(ctx, { contentType: request.headers.get('content-type'), text }));
});
