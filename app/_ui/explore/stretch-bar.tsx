'use client';

import { ListTree, Rows3, X, ZoomIn } from 'lucide-react';
import { Button } from '@/app/_ui/kit/button';
import type { Stretch } from '@/lib/dashboards/explore/chart-points';
import type { Question } from '@/lib/dashboards/explore/explore-kinds';
import { rangeLabel } from '@/lib/dashboards/view/range-presets';
import { withRange } from './view-controls';

type Props = {
  stretch: Stretch;
  question: Question;
  change: (question: Question) => void;
  onDrivers: () => void;
  onEvents: () => void;
  onClose: () => void;
};

/** What can be done with a stretch of time that was dragged over. */
export function StretchBar({ stretch, question, change, onDrivers, onEvents, onClose }: Props) {
  const range = { from: new Date(stretch.from).toISOString(), to: new Date(stretch.to).toISOString() };
  return (
    <div
      role="group"
      aria-label="The chosen stretch"
      className="flex flex-wrap items-center gap-1.5 border-t border-line bg-accent-soft px-4 py-2 text-sm"
    >
      <span className="mr-1 font-medium text-accent-strong">{rangeLabel(range, question.spec.timezone)}</span>
      <Button size="sm" autoFocus onClick={() => change(withRange(question, range))}>
        <ZoomIn aria-hidden />
        Zoom in
      </Button>
      {question.spec.kind === 'trend' && (
        <Button size="sm" onClick={onDrivers}>
          <ListTree aria-hidden />
          What moved?
        </Button>
      )}
      <Button size="sm" onClick={onEvents}>
        <Rows3 aria-hidden />
        Events
      </Button>
      <Button size="icon-sm" variant="quiet" aria-label="Close" className="ml-auto" onClick={onClose}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
