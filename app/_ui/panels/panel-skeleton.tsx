import { Skeleton } from '@/app/_ui/kit/skeleton';
import type { Panel } from '@/lib/model/panel';
import { PanelFrame, type FrameExtras } from './panel-frame';

const barHeights = [38, 52, 44, 63, 71, 58, 66, 80, 74, 69, 88, 79];

/** A panel that waits: its frame and title, and grey shapes of what will come. */
export function PanelSkeleton({ panel, ...extras }: FrameExtras & { panel: Panel }) {
  return (
    <PanelFrame panel={panel} {...extras} isBusy>
      <span className="sr-only">Loading</span>
      <SkeletonBody panel={panel} />
    </PanelFrame>
  );
}

export function SkeletonBody({ panel }: { panel: Panel }) {
  if (panel.chart === 'number')
    return (
      <div className="grid gap-3 pt-1">
        <Skeleton className="h-8 w-32" />
        <Skeleton className="h-4 w-44" />
      </div>
    );
  if (panel.chart === 'bars' || panel.chart === 'events')
    return (
      <div className="grid gap-3.5 pt-1">
        {barHeights.slice(0, 8).map((size) => (
          <Skeleton key={size} className="h-5" style={{ width: `${100 - size / 2}%` }} />
        ))}
      </div>
    );
  return (
    <div className="flex h-full items-end gap-2 pb-5">
      {barHeights.map((size) => (
        <Skeleton key={size} className="flex-1 rounded-sm" style={{ height: `${size}%` }} />
      ))}
    </div>
  );
}
