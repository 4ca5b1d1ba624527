'use client';

import { useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';

/** A cell of a grid and where it is in its frame, px. */
export type CellTip = { row: number; column: number; x: number; y: number; isRight: boolean };

/** Which cell is pointed at by mouse, finger or arrow keys, and picked by a click or Enter. Cells carry `data-cell="row,column"`. */
export function useCellTip(onPick?: (row: number, column: number) => void) {
  const [tip, setTip] = useState<CellTip>();
  const show = (frame: HTMLElement, cell: Element | null) => {
    const place = placeOf(cell);
    if (!cell || !place) return setTip(undefined);
    const [row, column] = place;
    const [inner, outer] = [cell.getBoundingClientRect(), frame.getBoundingClientRect()];
    const x = inner.left + inner.width / 2 - outer.left;
    setTip({ row, column, x, y: inner.bottom - outer.top + 4, isRight: x > outer.width / 2 });
  };
  const handlers = {
    onPointerOver: (event: PointerEvent<HTMLElement>) =>
      show(event.currentTarget, (event.target as Element).closest('[data-cell]')),
    onPointerLeave: () => setTip(undefined),
    onBlur: () => setTip(undefined),
    onClick: (event: MouseEvent<HTMLElement>) => {
      const place = placeOf((event.target as Element).closest('[data-cell]'));
      if (place) onPick?.(...place);
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const step = steps[event.key];
      if (event.key === 'Escape') setTip(undefined);
      if (event.key === 'Enter' && tip && event.target === event.currentTarget.querySelector('[role=region]'))
        onPick?.(tip.row, tip.column);
      if (!step) return;
      const from = tip ?? { row: 0, column: -1 };
      const [row, column] = tip ? [from.row + step[0], from.column + step[1]] : [0, 0];
      const next = event.currentTarget.querySelector(`[data-cell="${row},${column}"]`);
      if (!next) return;
      event.preventDefault();
      next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      show(event.currentTarget, next);
    },
  };
  return { tip, handlers };
}

function placeOf(cell: Element | null): [row: number, column: number] | undefined {
  const [row, column] = cell?.getAttribute('data-cell')?.split(',').map(Number) ?? [];
  return row === undefined || column === undefined ? undefined : [row, column];
}

const steps: Record<string, readonly [number, number] | undefined> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
