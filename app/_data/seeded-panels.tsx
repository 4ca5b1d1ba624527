'use client';

import { HydrationBoundary, type DehydratedState } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';

type Queries = DehydratedState['queries'];
/**
 * What the server knows of a page's panels. The settled ones come as JSON in one text: as props, React would take every
 * number apart and together again, on the server twice, for a good part of what the page costs.
 */
export type PanelSeed = { settled: string; streamed: Queries | null };

/** Gives the panels inside what the server found out. */
export function SeededPanels({ seed, children }: { seed: PanelSeed; children: ReactNode }) {
  const state = useMemo((): DehydratedState => {
    const settled = JSON.parse(seed.settled) as Queries;
    return { mutations: [], queries: [...settled, ...(seed.streamed ?? [])] };
  }, [seed]);
  return <HydrationBoundary state={state}>{children}</HydrationBoundary>;
}
