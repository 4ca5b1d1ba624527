'use client';

import { useQuery } from '@tanstack/react-query';
import {
  BellPlus,
  Bookmark,
  Boxes,
  CalendarClock,
  Compass,
  Keyboard,
  LayoutDashboard,
  Monitor,
  Moon,
  Plus,
  Sun,
  type LucideIcon,
} from 'lucide-react';
import { usePathname, useSearchParams } from 'next/navigation';
import { useEventNames } from '@/app/_data/catalog-query';
import { severityLooks } from '@/app/_ui/alerting/severity-looks';
import { callApi } from '@/app/_ui/http/call-api';
import { navGroups } from '@/app/_ui/shell/nav-items';
import { incidentHref } from '@/app/_ui/incidents/incident-words';
import { applyTheme } from '@/app/_ui/theme/apply-theme';
import { formatValue } from '@/lib/chart/format-number';
import { exploreHref } from '@/lib/dashboards/explore/explore-link';
import { rangeHref } from '@/lib/dashboards/view/range-href';
import { rangePresets } from '@/lib/dashboards/view/range-presets';
import { savedChartHref } from '@/lib/dashboards/explore/saved-chart-href';
import type { Dashboard, DashboardSummary } from '@/lib/model/dashboard';
import type { IncidentSummary } from '@/lib/model/incident';
import type { SavedChart } from '@/lib/model/saved-chart';
import type { PaletteWorkspace } from './palette-props';

export type Entry = {
  id: string;
  label: string;
  icon: LucideIcon;
  hint?: string | undefined;
  keywords?: string[];
  href?: string;
  /** Live streams and cached answers belong to one workspace, so another one is loaded anew. */
  isWholeLoad?: boolean;
  act?: () => void;
  /** Makes what the entry is called; resolves to the page of it. */
  make?: () => Promise<string>;
};
type Group = { name: string; entries: Entry[] };
type Input = { workspace: string; workspaces: readonly PaletteWorkspace[]; onShortcuts: () => void };

/** Everything that can be reached or done from here; what the portal does not answer is left out. */
export function usePaletteGroups({ workspace, workspaces, onShortcuts }: Input): Group[] {
  const boards = useListed<{ dashboards: DashboardSummary[] }>('/api/dashboards', workspace)?.dashboards ?? [];
  const charts = useListed<{ charts: SavedChart[] }>('/api/charts', workspace)?.charts ?? [];
  const open = useListed<{ incidents: IncidentSummary[] }>('/api/incidents?status=open', workspace)?.incidents ?? [];
  const events = useEventNames().items;
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const groups: Group[] = [
    { name: 'Pages', entries: pages },
    { name: 'Open incidents', entries: open.map((incident) => incidentEntry(incident, workspace)) },
    { name: 'Dashboards', entries: boards.map((board) => boardEntry(board, workspace)) },
    { name: 'Charts', entries: charts.map((chart) => chartEntry(chart, workspace)) },
    { name: 'Events', entries: events.slice(0, mostEvents).map((event) => eventEntry(event, workspace)) },
    { name: 'Range of this page', entries: rangeEntries(pathname, search) },
    {
      name: 'Do',
      entries: [
        newBoard(workspace),
        { id: 'new-rule', label: 'New alert rule', icon: BellPlus, href: `/alerts/new?workspace=${workspace}` },
        ...actions,
        { id: 'keys', label: 'Keyboard shortcuts', icon: Keyboard, hint: '?', act: onShortcuts },
      ],
    },
    { name: 'Workspaces', entries: workspaces.filter(({ slug }) => slug !== workspace).map(workspaceEntry) },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}

const mostEvents = 50;

function useListed<T>(path: string, workspace: string): T | undefined {
  const query = {
    queryKey: ['listed', workspace, path],
    queryFn: () => callApi<T>(path, { method: 'GET', workspace }),
  };
  return useQuery({ ...query, staleTime: 10_000 }).data;
}

const pages: Entry[] = navGroups.flatMap(({ label: group, items }) =>
  items.map(({ href, label, icon }) => ({ id: href, label, icon, href, keywords: [group] })),
);

const boardEntry = ({ id, title, tags }: DashboardSummary, workspace: string): Entry => ({
  id: `board-${id}`,
  label: title,
  icon: LayoutDashboard,
  keywords: tags,
  href: `/dashboards/${id}?workspace=${workspace}`,
});

const incidentEntry = ({ id, number, title, severity }: IncidentSummary, workspace: string): Entry => ({
  id: `incident-${id}`,
  label: `#${number} ${title}`,
  icon: severityLooks[severity].icon,
  hint: severityLooks[severity].word,
  href: incidentHref(id, workspace),
});

const chartEntry = (chart: SavedChart, workspace: string): Entry => ({
  id: `chart-${chart.id}`,
  label: chart.doc.title,
  icon: Bookmark,
  href: savedChartHref(chart, workspace),
});

const eventEntry = ({ name, count }: { name: string; count: number }, workspace: string): Entry => ({
  id: `event-${name}`,
  label: `Explore ${name}`,
  icon: Compass,
  hint: formatValue(count, 'count'),
  href: exploreHref({
    workspace,
    spec: { kind: 'trend', measures: [{ agg: 'count', event: name }], range: { last: '24h' } },
  }),
});

function rangeEntries(pathname: string, search: string): Entry[] {
  return rangePresets.flatMap(({ last, label, key }) => {
    const href = rangeHref(pathname, search, last);
    return href === null ? [] : [{ id: `range-${last}`, label, icon: CalendarClock, hint: key, href }];
  });
}

const actions: Entry[] = [
  { id: 'light', label: 'Light theme', icon: Sun, act: () => applyTheme('light') },
  { id: 'dark', label: 'Dark theme', icon: Moon, act: () => applyTheme('dark') },
  { id: 'system', label: 'Theme of the system', icon: Monitor, act: () => applyTheme('system') },
];

const newBoard = (workspace: string): Entry => ({
  id: 'new-board',
  label: 'New dashboard',
  icon: Plus,
  keywords: ['create', 'add'],
  make: async () => {
    const body = { title: 'New dashboard' };
    const { id } = await callApi<Dashboard>('/api/dashboards', { method: 'POST', workspace, body });
    return `/dashboards/${id}?workspace=${workspace}&edit=1`;
  },
});

const workspaceEntry = ({ slug, name }: PaletteWorkspace): Entry => ({
  id: `workspace-${slug}`,
  label: `Switch to ${name}`,
  icon: Boxes,
  href: `/overview?workspace=${slug}`,
  isWholeLoad: true,
});
