import type { Metadata } from 'next';
import { PageHeader } from '@/app/_ui/page-header';
import { SavedCharts } from '@/app/_ui/saved-charts/saved-charts';
import { can } from '@/lib/auth/permissions';
import { listCharts } from '@/lib/dashboards/verbs/list-charts';
import { pageContext } from '@/lib/http/page-context';

export const metadata: Metadata = { title: 'Saved charts' };

export default async function ChartsPage() {
  const ctx = await pageContext();
  const charts = await listCharts(ctx);
  return (
    <>
      <PageHeader
        title="Saved charts"
        description="Questions kept under a name. Open one to see its answer now, or to ask on."
      />
      <SavedCharts
        key={ctx.workspace.slug}
        initial={charts}
        workspace={ctx.workspace.slug}
        canWrite={can(ctx.actor, 'dashboards:write')}
        renderedAt={ctx.clock.now()}
      />
    </>
  );
}
