'use client';

import { useState } from 'react';
import type { MouseHandlerDataParam } from 'recharts';
import type { ChartSelection } from './chart-props';

/** The indices between which somebody is dragging. */
export type Brush = { from: number; to: number };

/**
 * Dragging along a time chart picks the buckets in between; a click alone picks nothing. `endOf` gives the end of a bucket,
 * Unix ms.
 */
export function useBrush(
  times: readonly number[],
  endOf: (index: number) => number,
  onSelect: ((selection: ChartSelection) => void) | undefined,
) {
  const [brush, setBrush] = useState<Brush>();
  if (!onSelect) return { brush: undefined, handlers: {} };
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
    onMouseUp: () => {
      setBrush(undefined);
      if (!brush || brush.from === brush.to) return;
      const [first, last] = [Math.min(brush.from, brush.to), Math.max(brush.from, brush.to)];
      onSelect({ kind: 'time', from: times[first] ?? 0, to: endOf(last) });
    },
    onMouseLeave: () => setBrush(undefined),
  };
  return { brush, handlers };
}
