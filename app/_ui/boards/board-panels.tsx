'use client';

import { useRouter } from 'next/navigation';
import { lazy, Suspense, useState, useTransition, type ReactNode } from 'react';
import type { ChartSelection } from '@/app/_ui/charts/chart-props';
import { ChartSync } from '@/app/_ui/charts/chart-sync';
import { PendingBar } from '@/app/_ui/view/pending-bar';
import { comparedWords } from '@/app/_ui/view/view-words';
import { boardHref, type BoardPlace } from '@/lib/dashboards/board/board-view';
import type { BoardPanel } from '@/lib/dashboards/board/resolve-board';
import type { Annotation } from '@/lib/model/annotation';
import type { Panel } from '@/lib/model/panel';
import { BoardCell, BoardGrid, halves } from './board-grid';
import { BoardPanelBox } from './board-panel';
import { PanelEmpty } from './panel-empty';
import { PanelMenu } from './panel-menu';
import { PointBar, type PickedPoint } from './point-bar';
import { canSelect, selectedPlace } from './selected-place';

const Annotations = lazy(() =>
  import('./annotations-dialog').then((module) => ({ default: module.AnnotationsDialog })),
);

export type BoardPanelsProps = {
  panels: readonly BoardPanel[];
  /** Drawn Markdown of the text panels, by id. */
  texts: Readonly<Record<string, ReactNode>>;
  /** Panels whose answers are in the page, and those on their way behind it; all others wait below the fold. */
  ready: readonly string[];
  streamed: readonly string[];
  place: BoardPlace;
  boardId: string;
  timezone: string;
  renderedAt: number;
  annotations: readonly Annotation[];
  canEdit: boolean;
  canAnnotate: boolean;
};

/** The panels of a dashboard to be read. A click on a row filters all of them, a stretch of time becomes their range. */
export function BoardPanels(props: BoardPanelsProps) {
  const { panels, place, timezone, canAnnotate } = props;
  const router = useRouter();
  const [isPending, start] = useTransition();
  const [point, setPoint] = useState<PickedPoint | null>(null);
  const [annotatedAt, setAnnotatedAt] = useState<number | null>(null);
  const select = (panel: Panel, selection: ChartSelection): void => {
    const next = selectedPlace(panel, selection, place);
    if (next) start(() => router.push(boardHref(next), { scroll: false }));
    else if (selection.kind === 'bucket') setPoint({ panel, from: selection.from, to: selection.to });
  };
  const pairs = halves(panels);
  return (
    <ChartSync>
      {isPending && <PendingBar />}
      <BoardGrid>
        {panels.map((panel) => (
          <BoardCell key={panel.id} id={panel.id} layout={panel.layout} isHalf={pairs.has(panel.id)}>
            <ReadPanel {...props} panel={panel} onSelect={select} />
          </BoardCell>
        ))}
      </BoardGrid>
      {point && (
        <PointBar
          point={point}
          place={place}
          timezone={timezone}
          onAnnotate={canAnnotate ? () => setAnnotatedAt(point.from) : undefined}
          onClose={() => setPoint(null)}
        />
      )}
      {annotatedAt !== null && (
        <Suspense fallback={null}>
          <Annotations
            {...props}
            now={props.renderedAt}
            at={annotatedAt}
            onClose={() => {
              setAnnotatedAt(null);
              setPoint(null);
            }}
          />
        </Suspense>
      )}
    </ChartSync>
  );
}

type ReadProps = BoardPanelsProps & {
  panel: BoardPanel;
  onSelect: (panel: Panel, selection: ChartSelection) => void;
};

function ReadPanel({ panel, onSelect, ...props }: ReadProps) {
  const { texts, ready, streamed, timezone, annotations } = props;
  const isSelectable = panel.type === 'chart' && canSelect(panel.panel);
  return (
    <BoardPanelBox
      panel={panel}
      text={texts[panel.id]}
      arrival={ready.includes(panel.id) ? 'ready' : streamed.includes(panel.id) ? 'streamed' : 'later'}
      menu={<PanelMenu panel={panel} {...{ timezone, annotations }} place={props.place} canEdit={props.canEdit} />}
      timezone={timezone}
      renderedAt={props.renderedAt}
      annotations={annotations}
      empty={emptyOf(panel, props)}
      comparedWith={comparedOf(panel)}
      onSelect={isSelectable ? (selection) => onSelect(panel.panel, selection) : undefined}
    />
  );
}

type Seen = { place: BoardPlace; timezone: string; renderedAt: number };

/** What stands in a chart's place when there is nothing to draw. */
export function emptyOf(panel: BoardPanel, { place, timezone, renderedAt }: Seen): ReactNode {
  if (panel.type !== 'chart') return null;
  return <PanelEmpty place={place} range={panel.panel.spec.range} timezone={timezone} now={renderedAt} />;
}

/** What the change of a number is against. */
export function comparedOf(panel: BoardPanel): string | undefined {
  if (panel.type !== 'chart' || panel.panel.chart !== 'number') return undefined;
  const { spec } = panel.panel;
  return comparedWords[('compare' in spec ? spec.compare : undefined) ?? 'none'];
}
