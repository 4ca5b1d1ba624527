'use client';

import { useRouter } from 'next/navigation';
import { useTransition, type ReactNode } from 'react';
import { PendingBar } from '@/app/_ui/view/pending-bar';
import { comparedWords } from '@/app/_ui/view/view-words';
import { boardHref, type BoardPlace } from '@/lib/dashboards/board-view';
import type { BoardPanel } from '@/lib/dashboards/resolve-board';
import type { Annotation } from '@/lib/model/annotation';
import { BoardCell, BoardGrid, halves } from './board-grid';
import { BoardPanelBox, type BoardPanelProps } from './board-panel';
import { PanelMenu } from './panel-menu';
import { canSelect, selectedPlace } from './selected-place';

export type BoardPanelsProps = {
  panels: readonly BoardPanel[];
  /** Drawn Markdown of the text panels, by id. */
  texts: Readonly<Record<string, ReactNode>>;
  /** Panels whose answers are in the page, and those on their way behind it; all others wait below the fold. */
  ready: readonly string[];
  streamed: readonly string[];
  place: BoardPlace;
  timezone: string;
  renderedAt: number;
  annotations: readonly Annotation[];
  canEdit: boolean;
  empty: ReactNode;
};

/** The panels of a dashboard to be read. A click on a row filters all of them, a stretch of time becomes their range. */
export function BoardPanels(props: BoardPanelsProps) {
  const { panels, texts, place, canEdit, ready, streamed } = props;
  const router = useRouter();
  const [isPending, start] = useTransition();
  const select = (panel: BoardPanel): BoardPanelProps['onSelect'] => {
    if (panel.type !== 'chart' || !canSelect(panel.panel)) return undefined;
    return (selection) => {
      const next = selectedPlace(panel.panel, selection, place);
      if (next) start(() => router.push(boardHref(next), { scroll: false }));
    };
  };
  const pairs = halves(panels);
  return (
    <>
      {isPending && <PendingBar />}
      <BoardGrid>
        {panels.map((panel) => (
          <BoardCell key={panel.id} id={panel.id} layout={panel.layout} isHalf={pairs.has(panel.id)}>
            <BoardPanelBox
              panel={panel}
              text={texts[panel.id]}
              arrival={ready.includes(panel.id) ? 'ready' : streamed.includes(panel.id) ? 'streamed' : 'later'}
              menu={<PanelMenu panel={panel} place={place} canEdit={canEdit} timezone={props.timezone} />}
              timezone={props.timezone}
              renderedAt={props.renderedAt}
              annotations={props.annotations}
              empty={props.empty}
              comparedWith={comparedOf(panel)}
              onSelect={select(panel)}
            />
          </BoardCell>
        ))}
      </BoardGrid>
    </>
  );
}

/** What the change of a number is against. */
export function comparedOf(panel: BoardPanel): string | undefined {
  if (panel.type !== 'chart' || panel.panel.chart !== 'number') return undefined;
  const { spec } = panel.panel;
  return comparedWords[('compare' in spec ? spec.compare : undefined) ?? 'none'];
}
