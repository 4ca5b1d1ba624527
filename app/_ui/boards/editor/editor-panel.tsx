'use client';

import { lazy, Suspense } from 'react';
import type { BoardPanel } from '@/lib/dashboards/board/resolve-board';
import { BoardPanelBox } from '../board-panel';
import { comparedOf, emptyOf } from '../board-panels';
import type { EditorGridProps } from './editor-props';
import { EditorPanelMenu } from './editor-panel-menu';

const Markdown = lazy(() => import('../markdown').then((module) => ({ default: module.Markdown })));

type Props = EditorGridProps & { panel: BoardPanel; isDraggable?: boolean };

/** A panel in the editor: it shows its numbers as ever, but a click changes the panel and not the view. */
export function EditorPanel({ panel, isDraggable = false, ...props }: Props) {
  return (
    <BoardPanelBox
      panel={panel}
      text={<Text panel={panel} {...props} />}
      arrival="now"
      isDraggable={isDraggable}
      menu={<EditorPanelMenu panel={panel} actions={props.actions} />}
      timezone={props.timezone}
      renderedAt={props.renderedAt}
      annotations={props.annotations}
      empty={emptyOf(panel, props)}
      comparedWith={comparedOf(panel)}
    />
  );
}

/** The server's own drawing while the text is as it was saved; what draws Markdown is loaded for changed ones only. */
function Text({ panel, texts, savedPanels }: Pick<Props, 'panel' | 'texts' | 'savedPanels'>) {
  if (panel.type !== 'text') return null;
  const saved = savedPanels.find(({ id }) => id === panel.id);
  const drawn = texts[panel.id];
  if (drawn !== undefined && saved?.type === 'text' && saved.markdown === panel.markdown) return drawn;
  return (
    <Suspense fallback={<p className="whitespace-pre-wrap text-muted">{panel.markdown}</p>}>
      <Markdown text={panel.markdown} />
    </Suspense>
  );
}
