import { dehydrate, type DehydratedState } from '@tanstack/react-query';
import { makeQueryClient } from '@/app/_data/make-query-client';
import type { IncidentView } from '@/lib/incidents/incident-view';
import { incidentKeys, type IncidentPages } from './incident-cache';
import type { IncidentFilter } from './incident-filter';
import { ordered, type IncidentPage } from './merge-incident';

type Seed = { workspace: string; now: number };

/** The first page of each section for a HydrationBoundary; dated by the server's clock, as the stream dates what it changes. */
export function seedLists(
  { workspace, now }: Seed,
  sections: readonly { filter: IncidentFilter; page: IncidentPage }[],
): DehydratedState {
  const client = makeQueryClient();
  for (const { filter, page } of sections)
    client.setQueryData<IncidentPages>(
      incidentKeys.list(workspace, filter),
      { pages: [ordered(page, filter.section)], pageParams: [null] },
      { updatedAt: now },
    );
  return dehydrate(client);
}

export function seedView({ workspace, now }: Seed, view: IncidentView): DehydratedState {
  const client = makeQueryClient();
  client.setQueryData(incidentKeys.view(workspace, view.incident.id), view, { updatedAt: now });
  return dehydrate(client);
}
