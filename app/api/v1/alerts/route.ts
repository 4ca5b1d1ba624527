import { sendPosted } from '@/lib/alertmanager/send-posted';
import { amJson, amRoute } from '@/lib/http/am-route';
import { readBytes } from '@/lib/http/body';

/** For clients from before version 2 of the API; the body is the same. */
export const POST = amRoute(async (ctx, { request }) => {
  const text = (await readBytes(request, 8 * 1024 * 1024)).toString('utf8');
  await sendPosted(ctx, { contentType: request.headers.get('content-type'), text });
  return amJson({ status: 'success' });
});
