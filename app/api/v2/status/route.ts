import { status } from '@/lib/alertmanager/status';
import { amJson, amRoute } from '@/lib/http/am-route';

/** What amtool asks before every command. */
export const GET = amRoute(async (ctx) => amJson(await status(ctx)));
