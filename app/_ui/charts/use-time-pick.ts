'use client';

import { useCallback, useRef, type KeyboardEvent, type RefObject } from 'react';
import { formatBucket } from '@/lib/chart/format-time';
import { nearestSeries } from '@/lib/chart/nearest-series';
import type { TimeModel } from '@/lib/chart/time-model';
import { bucketEnd, type TimeScene } from '@/lib/chart/time-scene';
import type { ChartSelection } from './chart-props';
import { useBrush } from './use-brush';

type TimePick = {
  model: TimeModel;
  scene: TimeScene;
  frame: RefObject<HTMLElement | null>;
  onSelect: ((selection: ChartSelection) => void) | undefined;
  onPoint: ((at: number | undefined) => void) | undefined;
};

/** What can be picked on a chart over time: a stretch by dragging, a point by a click or by Enter after the arrow keys. */
export function useTimePick({ model, scene, frame, onSelect, onPoint }: TimePick) {
  const active = useRef<number>(undefined);
  const pick = (index: number, key?: string) => {
    const from = model.times[index];
    if (from === undefined) return;
    const series = model.series.find((one) => one.key === key);
    const name = formatBucket(from, model.grain, model.timezone);
    onSelect?.({
      kind: 'bucket',
      from,
      to: bucketEnd(model, index),
      ...(series && { measure: series.measure }),
      ...(series && series.group.length > 0 ? { group: series.group } : {}),
      label: series ? `${series.label}, ${name}` : name,
    });
  };
  const { brush, handlers } = useBrush(
    model.times,
    onSelect && {
      onRange: (first, last) => onSelect({ kind: 'time', from: model.times[first] ?? 0, to: bucketEnd(model, last) }),
      onPoint: (index, { clientX, clientY }) => {
        const box = frame.current?.getBoundingClientRect();
        if (!box) return;
        const [from, to] = scene.xDomain;
        const middle = scene.plot.left + (((model.times[index] ?? 0) - from) / (to - from)) * scene.plot.width;
        pick(index, nearestSeries(scene, { index, y: clientY - box.top, offset: clientX - box.left - middle }));
      },
    },
  );
  const onActive = useCallback(
    (at: number | undefined) => {
      active.current = at;
      onPoint?.(at);
    },
    [onPoint],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const index = active.current === undefined ? -1 : model.times.indexOf(active.current);
    if (event.key === 'Enter' && index >= 0 && onSelect)
      pick(index, model.series.length === 1 ? model.series[0]?.key : undefined);
  };
  return { brush, handlers, onActive, onKeyDown };
}
