'use client';

import { Compass, MessageSquarePlus, X, ZoomIn } from 'lucide-react';
import { Button, buttonClass } from '@/app/_ui/kit/button';
import { ViewLink } from '@/app/_ui/view/view-link';
import { boardHref, withBoard, type BoardPlace } from '@/lib/dashboards/board/board-view';
import { eventsBehind } from '@/lib/dashboards/explore/chart-points';
import { exploreHref } from '@/lib/dashboards/explore/explore-link';
import { rangeLabel } from '@/lib/dashboards/view/range-presets';
import type { Panel } from '@/lib/model/panel';

/** A bucket of a chart that somebody clicked, Unix ms, `to` exclusive. */
export type PickedPoint = { panel: Panel; from: number; to: number };

type Props = {
  point: PickedPoint;
  place: BoardPlace;
  timezone: string;
  onAnnotate: (() => void) | undefined;
  onClose: () => void;
};

/** What can be done with a point in time that was clicked: look closer, see its events, note what happened. */
export function PointBar({ point, place, timezone, onAnnotate, onClose }: Props) {
  const range = { from: new Date(point.from).toISOString(), to: new Date(point.to).toISOString() };
  const spec = eventsBehind(point.panel.spec, { ...point, label: point.panel.title });
  return (
    <div
      role="toolbar"
      aria-label="The point that was clicked"
      className="fixed inset-x-3 bottom-20 z-40 mx-auto flex w-fit max-w-full animate-pop flex-wrap items-center justify-center gap-1 rounded-lg border border-line bg-raised p-1.5 shadow-pop lg:bottom-6 print:hidden"
    >
      <span className="px-2 text-sm font-medium">{rangeLabel(range, timezone)}</span>
      <ViewLink
        href={boardHref(withBoard(place, { range }))}
        className={buttonClass({ variant: 'quiet', size: 'sm' })}
        onClick={onClose}
      >
        <ZoomIn aria-hidden />
        Zoom in
      </ViewLink>
      {spec && (
        <a
          href={exploreHref({ workspace: place.workspace, spec })}
          className={buttonClass({ variant: 'quiet', size: 'sm' })}
        >
          <Compass aria-hidden />
          Its events
        </a>
      )}
      {onAnnotate && (
        <Button variant="quiet" size="sm" onClick={onAnnotate}>
          <MessageSquarePlus aria-hidden />
          Annotate
        </Button>
      )}
      <Button variant="quiet" size="icon-sm" aria-label="Close" onClick={onClose}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
