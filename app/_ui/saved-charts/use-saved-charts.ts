'use client';

import { useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import type { SavedChart } from '@/lib/model/saved-chart';

/** The saved charts and what can be done with them; what the portal refuses is said and changes nothing. */
export function useSavedCharts(initial: SavedChart[], workspace: string) {
  const [charts, setCharts] = useState(initial);
  const [deleted, setDeleted] = useState<SavedChart | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setFault(null);
    try {
      await work();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  const replace = (chart: SavedChart): void =>
    setCharts((all) => all.map((one) => (one.id === chart.id ? chart : one)));
  const rename = (chart: SavedChart, title: string): Promise<void> =>
    attempt(async () => {
      const body = { ...chart.doc, title };
      replace(await callApi<SavedChart>(`/api/charts/${chart.id}`, { method: 'PUT', workspace, body }));
    });
  const remove = (chart: SavedChart): Promise<void> =>
    attempt(async () => {
      await callApi(`/api/charts/${chart.id}`, { method: 'DELETE', workspace });
      setCharts((all) => all.filter(({ id }) => id !== chart.id));
      setDeleted(chart);
    });
  const restore = (chart: SavedChart): Promise<void> =>
    attempt(async () => {
      const back = await callApi<SavedChart>(`/api/charts/${chart.id}/restore`, { method: 'POST', workspace });
      setCharts((all) => [back, ...all]);
      setDeleted(null);
    });
  return { charts, deleted, fault, rename, remove, restore };
}
