import { useQueries, useQuery } from '@tanstack/react-query';
import { callApi } from '@/app/_ui/http/call-api';
import type { Catalog, CatalogEvent, CatalogProperty } from '@/lib/query/catalog';
import type { CatalogValue } from '@/lib/query/catalog-values';
import { useWorkspace } from './live-provider';

/** Names change seldom; a minute keeps the pickers instant without showing a list of yesterday. */
const staleTime = 60_000;

type Listed<T> = { items: T[]; isLoading: boolean };

function catalogQuery(workspace: string, params: Record<string, string>, isWanted = true) {
  const search = new URLSearchParams(params).toString();
  return {
    queryKey: ['catalog', workspace, search],
    queryFn: () => callApi<Catalog>(`/api/catalog${search === '' ? '' : `?${search}`}`, { method: 'GET', workspace }),
    enabled: isWanted,
    staleTime,
  };
}

/** The names of events, most frequent first. */
export function useEventNames(): Listed<CatalogEvent> {
  const { data, isLoading } = useQuery(catalogQuery(useWorkspace(), {}));
  return { items: data?.kind === 'events' ? data.events : [], isLoading };
}

/** The properties of these events, or of the most frequent ones, each once. */
export function useProperties(events: readonly string[]): Listed<CatalogProperty> {
  const workspace = useWorkspace();
  const names = useEventNames();
  const asked = (events.length > 0 ? events : names.items.map(({ name }) => name)).slice(0, 5);
  const found = useQueries({ queries: asked.map((event) => catalogQuery(workspace, { event })) });
  const properties = new Map<string, CatalogProperty>();
  for (const { data } of found)
    for (const one of data?.kind === 'properties' ? data.properties : [])
      if (!properties.has(one.field)) properties.set(one.field, one);
  return { items: [...properties.values()], isLoading: names.isLoading || found.some((query) => query.isLoading) };
}

export type ValuesOf = { field: string; event?: string | undefined; search: string };

type Values = Listed<CatalogValue> & { sampledFrom?: { events: number; of: number } | undefined };

/** The most frequent values of a field, or of those that hold `search`, with how often they occur. */
export function useFieldValues({ field, event, search }: ValuesOf): Values {
  const params = { field, ...(event !== undefined && { event }), ...(search !== '' && { search }) };
  const query = catalogQuery(useWorkspace(), params, field !== '' && field !== 'timestamp');
  const { data, isLoading } = useQuery({ ...query, placeholderData: (last: Catalog | undefined) => last });
  const isFitting = data?.kind === 'values' && data.field === field;
  return { items: isFitting ? data.values : [], sampledFrom: isFitting ? data.sampledFrom : undefined, isLoading };
}
