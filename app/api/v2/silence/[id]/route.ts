import { expireSilence } from '@/lib/alertmanager/expire-silence';
import { getSilence } from '@/lib/alertmanager/get-silence';
import { amJson, amRoute } from '@/lib/http/am-route';

export const GET = amRoute(async (ctx, { params }) => amJson(await getSilence(ctx, params.id ?? '')));

export const DELETE = amRoute(async (ctx, { params }) => {
  await expireSilence(ctx, params.id ?? '');
  return new Response(null, { status: 200 });
});
