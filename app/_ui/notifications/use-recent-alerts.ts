'use client';

import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/app/_ui/http/call-api';
import type { Alert } from '@/lib/model/incident';

type Listed = { alerts: Alert[] };

export type RecentAlerts = {
  alerts: readonly Alert[];
  /** Label names, those of most alerts first, and the values of each. */
  names: readonly string[];
  valuesOf: (name: string) => readonly string[];
};

/** The newest alerts of the workspace, for labels to choose from. Without an answer there is nothing to choose, which hinders nobody. */
export function useRecentAlerts(workspace: string): RecentAlerts {
  const { data } = useQuery({
    queryKey: ['recent-alerts', workspace],
    queryFn: () => callApi<Listed>('/api/alerts?limit=200', { method: 'GET', workspace }),
    staleTime: 30_000,
    retry: false,
  });
  const alerts = data?.alerts ?? [];
  const values = labelValues(alerts);
  const names = [...values.keys()].sort((a, b) => (values.get(b)?.size ?? 0) - (values.get(a)?.size ?? 0));
  return {
    alerts,
    names: names.length > 0 ? names : fallback,
    valuesOf: (name) => [...(values.get(name)?.keys() ?? known[name] ?? [])],
  };
}

const fallback = ['severity', 'alertname', 'service'];
const known: Record<string, readonly string[]> = { severity: ['critical', 'warning', 'info'] };

function labelValues(alerts: readonly Alert[]): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const { labels } of alerts)
    for (const [name, value] of Object.entries(labels)) {
      const counts = found.get(name) ?? new Map<string, number>();
      counts.set(value, (counts.get(value) ?? 0) + 1);
      found.set(name, counts);
    }
  return found;
}
