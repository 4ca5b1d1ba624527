import { listAlerts } from '@/lib/alertmanager/list-alerts';
import { readAlertQuery } from '@/lib/alertmanager/alert-query';
import { sendPosted } from '@/lib/alertmanager/send-posted';
import { amJson, amMethodNotAllowed, amRoute } from '@/lib/http/am-route';
import { readBytes } from '@/lib/http/body';

/** Alertmanager's list of firing alerts: those of rules and those that other systems sent. */
export const GET = amRoute(async (ctx, { url }) => amJson(await listAlerts(ctx, readAlertQuery(url.searchParams))));

/** Alerts of Prometheus, amtool and others. Good ones are taken also when others beside them are refused. */
export const POST = amRoute(async (ctx, { request }) => {
  const text = (await readBytes(request, 8 * 1024 * 1024)).toString('utf8');
  await sendPosted(ctx, { contentType: request.headers.get('content-type'), text });
  return new Response(null, { status: 200 });
});

const refuse = amMethodNotAllowed('POST,GET');
export { refuse as DELETE, refuse as PATCH, refuse as PUT };
