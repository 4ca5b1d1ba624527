'use client';

import { LayoutDashboard } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { GridLayout, type Layout as GridItems } from 'react-grid-layout';
import { useWidth } from '@/app/_ui/charts/use-width';
import { Button } from '@/app/_ui/kit/button';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { gapPx, rowPx } from '@/app/_ui/panels/panel-frame';
import { gridColumns } from '@/lib/dashboards/board/compact-layout';
import type { BoardPanel } from '@/lib/dashboards/board/resolve-board';
import { BoardCell, BoardGrid } from '../board-grid';
import { EditorPanel } from './editor-panel';
import type { EditorGridProps } from './editor-props';

/** The panels to be dragged and resized; in one column, to be moved by their menus, where there is no room for that. */
export function EditorGrid(props: EditorGridProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const isWide = useIsWide();
  if (props.panels.length === 0)
    return (
      <EmptyState
        icon={LayoutDashboard}
        title="Nothing on this dashboard yet"
        className="rounded-xl border border-dashed border-line-strong py-20"
        action={
          <Button variant="primary" onClick={props.onAdd}>
            Add the first panel
          </Button>
        }
      >
        A number, a chart, a list or a text.
      </EmptyState>
    );
  return (
    <div ref={ref}>
      {!isWide ? (
        <BoardGrid>
          {props.panels.map((panel) => (
            <BoardCell key={panel.id} id={panel.id} layout={panel.layout}>
              <EditorPanel {...props} panel={panel} />
            </BoardCell>
          ))}
        </BoardGrid>
      ) : (
        width > 0 && <WideGrid {...props} width={width} />
      )}
    </div>
  );
}

function WideGrid({ width, ...props }: EditorGridProps & { width: number }) {
  const { panels, onPlaces } = props;
  const [resized, setResized] = useState<{ id: string; h: number } | null>(null);
  const commit = (items: GridItems): void => {
    setResized(null);
    onPlaces(new Map(items.map(({ i, x, y, w, h }) => [i, { x, y, w, h }])));
  };
  return (
    <GridLayout
      width={width}
      layout={panels.map(({ id, layout }) => ({ i: id, ...layout, minH: 2, maxH: 40 }))}
      gridConfig={{ cols: gridColumns, rowHeight: rowPx, margin: [gapPx, gapPx], containerPadding: [0, 0] }}
      dragConfig={{ handle: '.board-handle', cancel: 'button, a, input' }}
      resizeConfig={{ handles: ['se'] }}
      onDragStop={commit}
      onResize={(_items, _old, item) => setResized(item && { id: item.i, h: item.h })}
      onResizeStop={commit}
    >
      {panels.map((panel) => (
        <div key={panel.id} id={`p-${panel.id}`} className="board-cell">
          <EditorPanel {...props} panel={resized?.id === panel.id ? withHeight(panel, resized.h) : panel} isDraggable />
        </div>
      ))}
    </GridLayout>
  );
}

/** While a panel is being resized its chart follows row by row. */
function withHeight(panel: BoardPanel, h: number): BoardPanel {
  const layout = { ...panel.layout, h };
  if (panel.type !== 'chart') return { ...panel, layout };
  return { ...panel, layout, panel: { ...panel.panel, size: { ...panel.panel.size, rows: h } } };
}

const wide = '(min-width: 48rem)';

function useIsWide(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const query = window.matchMedia(wide);
      query.addEventListener('change', onChange);
      return () => query.removeEventListener('change', onChange);
    },
    () => window.matchMedia(wide).matches,
    () => true,
  );
}
