import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { seedLists } from '@/app/_data/incidents/seed-incidents';
import { IncidentList } from '@/app/_ui/incidents/incident-list';
import { ListFigures } from '@/app/_ui/incidents/list-figures';
import { ListFilters } from '@/app/_ui/incidents/list-filters';
import { filtersOf, parseListView } from '@/app/_ui/incidents/list-view';
import { PageHeader } from '@/app/_ui/page-header';
import { can } from '@/lib/auth/permissions';
import type { RawParams } from '@/lib/dashboards/view/view-state';
import { pageContext } from '@/lib/http/page-context';
import { getIncidentStats } from '@/lib/incidents/verbs/get-incident-stats';
import { listIncidents } from '@/lib/incidents/verbs/list-incidents';
import { meOf } from './me-of';
import { queryOf } from './query-of';

export const metadata: Metadata = { title: 'Incidents' };

const days = 30;

/** There is no loading.tsx beside this page: with one, the list would reach a reader without script in hidden parts only. */
export default async function IncidentsPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const ctx = await pageContext();
  const { slug, timezone } = ctx.workspace;
  const view = parseListView(await searchParams);
  const me = meOf(ctx);
  const now = ctx.clock.now();
  const [stats, ...sections] = await Promise.all([
    getIncidentStats(ctx, { days }),
    ...filtersOf(view, me.id).map(async (filter) => ({ filter, page: await listIncidents(ctx, queryOf(filter)) })),
  ]);
  return (
    <>
      <PageHeader title="Incidents" description="Alerts that belong together, for people to handle." />
      <ListFigures days={days} figures={stats.all} />
      <ListFilters workspace={slug} view={view} />
      <HydrationBoundary state={seedLists({ workspace: slug, now }, sections)}>
        <IncidentList
          view={view}
          me={me}
          canHandle={can(ctx.actor, 'incidents:handle')}
          timezone={timezone}
          renderedAt={now}
        />
      </HydrationBoundary>
    </>
  );
}
