'use client';

import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/app/_ui/http/call-api';

type Names = { events?: { name: string; count: number }[] };
type Properties = { properties?: { field: string; types: string[] }[] };

const staleTime = 60_000;

/** The names of events, most frequent first. */
export function useEventNames(workspace: string): string[] {
  const { data } = useQuery({
    queryKey: ['catalog-names', workspace],
    queryFn: () => callApi<Names>('/api/catalog', { method: 'GET', workspace }),
    staleTime,
  });
  return (data?.events ?? []).map(({ name }) => name);
}

export type PropertyFields = { texts: string[]; numbers: string[] };

/** Fields of an event (of the most frequent one when absent): those that split, and those that can be summed up. */
export function useEventFields(workspace: string, event: string | undefined): PropertyFields {
  const { data } = useQuery({
    queryKey: ['catalog-properties', workspace, event],
    queryFn: () =>
      callApi<Properties>(`/api/catalog?${new URLSearchParams({ event: event ?? '' }).toString()}`, {
        method: 'GET',
        workspace,
      }),
    enabled: event !== undefined,
    staleTime,
  });
  const properties = data?.properties ?? [];
  const of = (isText: boolean): string[] =>
    properties.filter(({ types }) => types.includes('text') === isText).map(({ field }) => field);
  return { texts: [...of(true), 'name', 'user'], numbers: ['value', ...of(false)] };
}
