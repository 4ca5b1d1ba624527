import { getDashboardVersion } from '@/lib/dashboards/verbs/get-dashboard-version';
import { versionOf } from '@/lib/dashboards/documents/version-of';
import { route } from '@/lib/http/route';

export const GET = route({
  access: 'actor',
  run: (ctx, { params }) => getDashboardVersion(ctx, { id: params.id ?? '', version: versionOf(params.version) }),
});
