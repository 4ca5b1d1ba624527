import { listDashboardVersions } from '@/lib/dashboards/verbs/list-dashboard-versions';
import { route } from '@/lib/http/route';

export const GET = route({
  access: 'actor',
  run: async (ctx, { params }) => ({ versions: await listDashboardVersions(ctx, { id: params.id ?? '' }) }),
});
