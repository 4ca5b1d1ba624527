import { listReceivers } from '@/lib/alertmanager/list-receivers';
import { amJson, amRoute } from '@/lib/http/am-route';

export const GET = amRoute(async (ctx) => amJson(await listReceivers(ctx)));
