import type { CSSProperties, ReactNode } from 'react';
import type { BoardPanel } from '@/lib/dashboards/board/resolve-board';

type Layout = BoardPanel['layout'];

/** The places of a dashboard's panels, by style sheet alone: nothing is measured, so nothing moves. */
export function BoardGrid({ children }: { children: ReactNode }) {
  return <div className="board-grid">{children}</div>;
}

type CellProps = { id: string; layout: Layout; isHalf?: boolean; children: ReactNode };

/** `isHalf`: on a phone it stands beside its neighbour. */
export function BoardCell({ id, layout, isHalf = false, children }: CellProps) {
  const place = { '--x': layout.x, '--y': layout.y, '--w': layout.w, '--h': layout.h } as CSSProperties;
  return (
    <div id={`p-${id}`} className="board-cell" style={place} {...(isHalf && { 'data-half': '' })}>
      {children}
    </div>
  );
}

/** Small numbers stand in pairs on a phone; one without a partner has the whole width. */
export function halves(panels: readonly BoardPanel[]): ReadonlySet<string> {
  const result = new Set<string>();
  let waiting: string | null = null;
  for (const panel of panels) {
    const isSmall = panel.type === 'chart' && panel.panel.chart === 'number' && panel.layout.w <= 6;
    if (!isSmall) waiting = null;
    else if (waiting === null) waiting = panel.id;
    else {
      result.add(waiting).add(panel.id);
      waiting = null;
    }
  }
  return result;
}
