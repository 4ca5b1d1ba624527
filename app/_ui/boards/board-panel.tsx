'use client';

import { TriangleAlert } from 'lucide-react';
import { Suspense, type ReactNode } from 'react';
import { useLiveAnswer, type Pace } from '@/app/_data/live-provider';
import { useWatchedAnswer } from '@/app/_data/watched-answer';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { PanelCard, type PanelCardProps } from '@/app/_ui/panels/panel-card';
import { PanelFrame, type FrameExtras } from '@/app/_ui/panels/panel-frame';
import { PanelSkeleton } from '@/app/_ui/panels/panel-skeleton';
import { panelState } from '@/app/_ui/panels/panel-state';
import type { BoardPanel } from '@/lib/dashboards/board/resolve-board';
import type { QuerySpec } from '@/lib/model/query-spec';
import { useNear } from './use-near';

export type BoardPanelProps = Pick<
  PanelCardProps,
  'timezone' | 'renderedAt' | 'empty' | 'comparedWith' | 'onSelect' | 'annotations'
> & {
  panel: BoardPanel;
  /** The Markdown of a text panel, drawn. */
  text?: ReactNode;
  menu?: ReactNode;
  isDraggable?: boolean;
  /** `ready`: its answer is in the page. `streamed`: on its way behind the page. `later`: asked for when somebody comes near.
   * `now`: asked for at once. */
  arrival: 'ready' | 'streamed' | 'later' | 'now';
};

/** A panel of a dashboard, whatever it is and whichever state it is in. It fills its cell. */
export function BoardPanelBox({ panel, text, menu, arrival, isDraggable = false, ...rest }: BoardPanelProps) {
  const extras = { menu, isDraggable, isPlaced: true };
  if (panel.type === 'text') return <TextBox panel={panel} text={text} {...extras} />;
  if (panel.type === 'fault') return <FaultBox panel={panel} {...extras} />;
  const card = { ...rest, ...extras, panel: panel.panel };
  const { pace } = panel;
  if (arrival === 'later' || arrival === 'now') return <LaterBox {...card} pace={pace} isNow={arrival === 'now'} />;
  const awaited = card.panel.spark ? (
    <AwaitedPair {...card} spark={card.panel.spark} pace={pace} />
  ) : (
    <Awaited {...card} pace={pace} />
  );
  // A boundary around what is there already would be sent as its fallback first; see the overview.
  if (arrival === 'ready') return awaited;
  return <Suspense fallback={<PanelSkeleton panel={card.panel} menu={menu} isPlaced />}>{awaited}</Suspense>;
}

type Card = Omit<PanelCardProps, 'state' | 'onRetry'> & { pace: Pace };

function Awaited({ pace, ...card }: Card) {
  const main = useLiveAnswer(card.panel.spec, pace);
  return <PanelCard {...card} state={panelState(main)} onRetry={main.retry} />;
}

function AwaitedPair({ pace, spark, ...card }: Card & { spark: QuerySpec }) {
  const main = useLiveAnswer(card.panel.spec, pace);
  const small = useLiveAnswer(spark, pace);
  return <PanelCard {...card} state={panelState(main, small)} onRetry={both(main, small)} />;
}

/** Below the fold: only its frame, in its final size, until somebody comes near. */
function LaterBox({ pace, isNow, ...card }: Card & { isNow: boolean }) {
  const [ref, isNear] = useNear(isNow);
  return (
    <div ref={ref}>
      {!isNear ? (
        <PanelSkeleton panel={card.panel} menu={card.menu} isPlaced />
      ) : card.panel.spark ? (
        <WatchedPair {...card} spark={card.panel.spark} pace={pace} />
      ) : (
        <Watched {...card} pace={pace} />
      )}
    </div>
  );
}

function Watched({ pace, ...card }: Card) {
  const main = useWatchedAnswer(card.panel.spec, pace);
  return <PanelCard {...card} state={panelState(main)} onRetry={main.retry} isPrevious={main.isPrevious} />;
}

function WatchedPair({ pace, spark, ...card }: Card & { spark: QuerySpec }) {
  const main = useWatchedAnswer(card.panel.spec, pace);
  const small = useWatchedAnswer(spark, pace);
  return (
    <PanelCard
      {...card}
      state={panelState(main, small)}
      onRetry={both(main, small)}
      isPrevious={main.isPrevious || small.isPrevious}
    />
  );
}

const both = (a: { retry: () => void }, b: { retry: () => void }) => (): void => {
  a.retry();
  b.retry();
};

type Typed<T extends BoardPanel['type']> = Extract<BoardPanel, { type: T }>;
const framed = ({ id, title, layout }: BoardPanel) => ({ id, title, size: { columns: layout.w, rows: layout.h } });

function TextBox({ panel, text, ...extras }: FrameExtras & { panel: Typed<'text'>; text: ReactNode }) {
  return (
    <PanelFrame panel={framed(panel)} {...extras} isBare={panel.title === ''} isFluid>
      <div
        className="scroll-quiet h-full overflow-y-auto"
        tabIndex={0}
        role="region"
        aria-label={panel.title === '' ? 'Words' : `Words of ${panel.title}`}
      >
        {text}
      </div>
    </PanelFrame>
  );
}

function FaultBox({ panel, ...extras }: FrameExtras & { panel: Typed<'fault'> }) {
  return (
    <PanelFrame panel={framed(panel)} {...extras}>
      <div role="alert" className="h-full" data-problem="panel">
        <EmptyState icon={TriangleAlert} title="This panel cannot be shown" className="px-2 py-2">
          {panel.reason}
        </EmptyState>
      </div>
    </PanelFrame>
  );
}
