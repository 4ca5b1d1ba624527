import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { getIncident, getSuspects, listIncidents } from './incident-calls';
import { incidentKeys } from './incident-cache';
import type { IncidentFilter } from './incident-filter';
import { ordered, type IncidentPage } from './merge-incident';

/** A section of the list, page after page; the first comes with the page and is kept current by the stream. */
export const listQuery = (workspace: string, filter: IncidentFilter) =>
  infiniteQueryOptions({
    queryKey: incidentKeys.list(workspace, filter),
    queryFn: async ({ pageParam }) => ordered(await listIncidents(workspace, filter, pageParam), filter.section),
    initialPageParam: null as string | null,
    getNextPageParam: ({ cursor }: IncidentPage) => cursor,
    staleTime: Infinity,
  });

/** All of one incident; comes with the page and is asked for again when the stream says that it changed. */
export const viewQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: incidentKeys.view(workspace, id),
    queryFn: () => getIncident(workspace, id),
    staleTime: Infinity,
  });

/** Asked for when somebody looks: it costs questions to the engine. */
export const suspectsQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: ['incident-suspects', workspace, id],
    queryFn: () => getSuspects(workspace, id),
    staleTime: 60_000,
  });
