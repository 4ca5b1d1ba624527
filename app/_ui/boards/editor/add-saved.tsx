'use client';

import { useQuery } from '@tanstack/react-query';
import { Button } from '@/app/_ui/kit/button';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { Notice } from '@/app/_ui/kit/notice';
import { Skeleton } from '@/app/_ui/kit/skeleton';
import { specWords } from '@/lib/dashboards/view/spec-words';
import { placePanel } from '@/lib/dashboards/board/place-panel';
import type { SavedChart } from '@/lib/model/saved-chart';
import { listSavedCharts } from '../board-calls';
import type { AddPanelProps } from './add-panel-props';

/** Copies a saved chart onto the dashboard; changing one later leaves the other alone. */
export function AddSaved({ doc, workspace, onAdd }: AddPanelProps) {
  const { data, error } = useQuery({
    queryKey: ['saved-charts', workspace],
    queryFn: () => listSavedCharts(workspace),
    staleTime: 0,
  });
  const add = ({ doc: chart }: SavedChart): void =>
    onAdd({
      type: 'chart',
      ...chart,
      id: chart.title.toLowerCase(),
      layout: placePanel(doc.panels, chart.chart),
      time: 'dashboard',
      isLive: true,
    });
  if (error) return <Notice tone="bad">{error.message}</Notice>;
  if (!data) return <Skeleton className="h-24" />;
  if (data.length === 0) return <EmptyState title="No saved chart yet">Charts are saved in Explore.</EmptyState>;
  return (
    <ul className="scroll-quiet max-h-80 divide-y divide-line overflow-y-auto">
      {data.map((saved) => (
        <li key={saved.id} className="flex items-center justify-between gap-3 py-2">
          <div className="min-w-0">
            <p className="truncate font-medium">{saved.doc.title}</p>
            <p className="truncate text-xs text-muted">{specWords[saved.doc.spec.kind]}</p>
          </div>
          <Button size="sm" onClick={() => add(saved)} aria-label={`Add ${saved.doc.title}`}>
            Add
          </Button>
        </li>
      ))}
    </ul>
  );
}
