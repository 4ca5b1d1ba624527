import { restoreDashboardVersion } from '@/lib/dashboards/verbs/restore-dashboard-version';
import { versionOf } from '@/lib/dashboards/documents/version-of';
import { route } from '@/lib/http/route';

export const POST = route({
  access: 'actor',
  run: (ctx, { params }) => restoreDashboardVersion(ctx, { id: params.id ?? '', version: versionOf(params.version) }),
});
