'use client';

import { useRouter } from 'next/navigation';
import { Suspense, useTransition, type ReactNode } from 'react';
import type { ChartSelection } from '@/app/_ui/charts/chart-props';
import { PanelGrid } from '@/app/_ui/panels/panel-frame';
import { PanelSkeleton } from '@/app/_ui/panels/panel-skeleton';
import { PendingBar } from '@/app/_ui/view/pending-bar';
import { groupFilter, toggleFilter, viewHref, withView, type ViewPlace } from '@/lib/dashboards/view/view-links';
import type { Panel } from '@/lib/model/panel';
import { LivePanel } from './live-panel';

export type OverviewPanelsProps = {
  panels: readonly Panel[];
  /** Ids of the panels whose answers are still on their way. */
  waiting: readonly string[];
  place: ViewPlace;
  timezone: string;
  renderedAt: number;
  comparedWith: string | undefined;
  empty: ReactNode;
};

/** The panels of a view. A click on a row filters by it, a stretch of time becomes the range; both are ordinary links. */
export function OverviewPanels({
  panels,
  waiting,
  place,
  timezone,
  renderedAt,
  comparedWith,
  empty,
}: OverviewPanelsProps) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const select = (panel: Panel, selection: ChartSelection): void => {
    const next = placeOf(panel, selection, place);
    if (next) start(() => router.push(viewHref(next), { scroll: false }));
  };
  return (
    <>
      {isPending && <PendingBar />}
      <PanelGrid>
        {panels.map((panel) => (
          <Boundary key={panel.id} panel={panel} isWaiting={waiting.includes(panel.id)}>
            <LivePanel
              panel={panel}
              place={place}
              timezone={timezone}
              renderedAt={renderedAt}
              empty={empty}
              comparedWith={panel.chart === 'number' ? comparedWith : undefined}
              onSelect={canSelect(panel) ? (selection) => select(panel, selection) : undefined}
            />
          </Boundary>
        ))}
      </PanelGrid>
    </>
  );
}

/**
 * Only a panel that waits gets a Suspense boundary: React sends a large one as its fallback first and the content hidden
 * behind it, even when nothing in it is pending, so that a reader without script would see grey shapes for good.
 */
function Boundary({ panel, isWaiting, children }: { panel: Panel; isWaiting: boolean; children: ReactNode }) {
  if (!isWaiting) return children;
  return <Suspense fallback={<PanelSkeleton panel={panel} />}>{children}</Suspense>;
}

const canSelect = ({ chart, filterField }: Panel): boolean =>
  filterField !== undefined || chart === 'area' || chart === 'line';

function placeOf(panel: Panel, selection: ChartSelection, place: ViewPlace): ViewPlace | null {
  if (selection.kind === 'time') {
    const range = { from: new Date(selection.from).toISOString(), to: new Date(selection.to).toISOString() };
    return withView(place, { range, grain: 'auto' });
  }
  const group = selection.kind === 'group' ? selection.group[0] : undefined;
  if (panel.filterField === undefined || group === undefined) return null;
  return toggleFilter(place, groupFilter(panel.filterField, group));
}
