import { listGroups } from '@/lib/alertmanager/list-groups';
import { readAlertQuery } from '@/lib/alertmanager/alert-query';
import { amJson, amRoute } from '@/lib/http/am-route';

/** Firing alerts as the policies of the workspace put them together. */
export const GET = amRoute(async (ctx, { url }) => amJson(await listGroups(ctx, readAlertQuery(url.searchParams))));
