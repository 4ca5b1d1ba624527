'use client';

import { useState, type SyntheticEvent } from 'react';
import type { MouseHandlerDataParam } from 'recharts';

/** The indices between which somebody is dragging. */
export type Brush = { from: number; to: number };
type BrushEnds = {
  /** Dragged over several buckets, first and last included. */
  onRange: (first: number, last: number) => void;
  /** Pressed and released over one bucket, at a place in the window, px. */
  onPoint: (index: number, place: { clientX: number; clientY: number }) => void;
};

/** Dragging along a time chart picks the buckets in between, a click the one under it. Without `ends` nothing is picked. */
export function useBrush(times: readonly number[], ends: BrushEnds | undefined) {
  const [brush, setBrush] = useState<Brush>();
  if (!ends) return { brush: undefined, handlers: {} };
  const indexOf = ({ activeTooltipIndex }: MouseHandlerDataParam) => {
    const index = Number(activeTooltipIndex ?? Number.NaN);
    return times[index] === undefined ? undefined : index;
  };
  const handlers = {
    onMouseDown: (state: MouseHandlerDataParam) => {
      const index = indexOf(state);
      if (index !== undefined) setBrush({ from: index, to: index });
    },
    onMouseMove: (state: MouseHandlerDataParam) => {
      const to = indexOf(state);
      if (brush && to !== undefined && to !== brush.to) setBrush({ ...brush, to });
    },
    onMouseUp: (_state: MouseHandlerDataParam, event: SyntheticEvent) => {
      setBrush(undefined);
      if (!brush) return;
      const { nativeEvent } = event;
      if (brush.from !== brush.to) ends.onRange(Math.min(brush.from, brush.to), Math.max(brush.from, brush.to));
      else if (nativeEvent instanceof MouseEvent) ends.onPoint(brush.from, nativeEvent);
    },
    onMouseLeave: () => setBrush(undefined),
  };
  return { brush: brush && brush.from !== brush.to ? brush : undefined, handlers };
}
