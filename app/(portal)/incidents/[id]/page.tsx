import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { seedView } from '@/app/_data/incidents/seed-incidents';
import { IncidentPage } from '@/app/_ui/incidents/incident-page';
import { can } from '@/lib/auth/permissions';
import { pageContext } from '@/lib/http/page-context';
import { meOf } from '../me-of';
import { loadIncident } from './load-incident';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const view = await loadIncident(await pageContext(), (await params).id);
  return { title: view ? `#${view.incident.number} ${view.incident.title}` : 'Incident' };
}

/** There is no loading.tsx beside this page: with one, the incident would reach a reader without script in hidden parts only. */
export default async function IncidentRoute({ params }: Props) {
  const ctx = await pageContext();
  const { id } = await params;
  const view = await loadIncident(ctx, id);
  if (!view) notFound();
  const { slug, timezone } = ctx.workspace;
  const now = ctx.clock.now();
  return (
    <HydrationBoundary state={seedView({ workspace: slug, now }, view)}>
      <IncidentPage
        key={view.incident.id}
        id={view.incident.id}
        me={meOf(ctx)}
        canHandle={can(ctx.actor, 'incidents:handle')}
        timezone={timezone}
        renderedAt={now}
      />
    </HydrationBoundary>
  );
}
