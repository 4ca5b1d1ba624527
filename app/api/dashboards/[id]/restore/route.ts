import { restoreDashboard } from '@/lib/dashboards/verbs/restore-dashboard';
import { route } from '@/lib/http/route';

export const POST = route({
  access: 'actor',
  run: (ctx, { params }) => restoreDashboard(ctx, { id: params.id ?? '' }),
});
