'use client';

import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react';
import { useLive, usePortalStatus } from '@/app/_data/live-provider';
import { incidentKeys, openOf, putIncident, type OpenIncidents } from './incident-cache';
import { listIncidents } from './incident-calls';

const Context = createContext<OpenIncidents>({});

const everyOpen = { section: 'open', severity: null, ownerId: null, text: '' } as const;

type Props = {
  /** As the server knows them; null when it could not say. */
  initial: OpenIncidents | null;
  children: ReactNode;
};

/** Takes incidents from the live stream into the tab's cache, whatever page is open. */
export function IncidentFeed({ initial, children }: Props) {
  const { store, workspace } = useLive();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: incidentKeys.open(workspace),
    queryFn: async () => openOf((await listIncidents(workspace, everyOpen, null)).incidents),
    staleTime: Infinity,
    ...(initial && { initialData: initial }),
  });
  useEffect(() => store.onIncident((incident) => putIncident(client, workspace, incident)), [store, client, workspace]);
  useCatchUp(client, workspace);
  return <Context value={data ?? noneOpen}>{children}</Context>;
}

const noneOpen: OpenIncidents = {};

/** The open incidents of the workspace, as they are now. */
export const useOpenIncidents = (): OpenIncidents => useContext(Context);

/**
 * What happened while there was no stream: the first one tells what changed since the server's HTML; after a break
 * everything that is shown is asked for again.
 */
function useCatchUp(client: QueryClient, workspace: string): void {
  const { connection } = usePortalStatus();
  const wasLive = useRef(false);
  useEffect(() => {
    if (connection !== 'live') return;
    if (wasLive.current) void client.invalidateQueries({ queryKey: incidentKeys.all(workspace) });
    wasLive.current = true;
  }, [connection, client, workspace]);
}
