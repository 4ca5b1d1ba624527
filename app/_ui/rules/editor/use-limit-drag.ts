'use client';

import { useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import type { PlotPlace } from '@/app/_ui/charts/chart-props';

type Drag = {
  place: PlotPlace;
  /** What the plot's px are measured from. */
  frame: RefObject<HTMLElement | null>;
  value: number;
  step: number;
  onMove: (value: number) => void;
  /** While it is held the axis must not move. */
  onHold: (isHeld: boolean) => void;
};

/** Dragging a line up and down, by pointer and by keys. Values are whole steps. */
export function useLimitDrag({ place, frame, value, step, onMove, onHold }: Drag) {
  const grab = useRef<number | null>(null);
  const valueAt = (clientY: number): number => {
    const { top, height, values } = place;
    const [low, high] = values;
    const y = clientY - (frame.current?.getBoundingClientRect().top ?? 0);
    return high - ((y - top) / height) * (high - low);
  };
  const release = (): void => {
    if (grab.current === null) return;
    grab.current = null;
    onHold(false);
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>): void => {
      if (event.button !== 0) return;
      event.preventDefault();
      event.currentTarget.focus({ preventScroll: true });
      event.currentTarget.setPointerCapture?.(event.pointerId);
      grab.current = valueAt(event.clientY) - value;
      onHold(true);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>): void => {
      if (grab.current === null) return;
      const next = snapped(valueAt(event.clientY) - grab.current, step);
      if (next !== value) onMove(next);
    },
    onPointerUp: release,
    onPointerCancel: release,
    onLostPointerCapture: release,
    onKeyDown: (event: KeyboardEvent<HTMLElement>): void => {
      const steps = stepsOf(event);
      if (steps === undefined) return;
      event.preventDefault();
      onMove(snapped(value + steps * step, step));
    },
  };
}

function stepsOf({ key, shiftKey }: KeyboardEvent): number | undefined {
  const size = shiftKey ? 10 : 1;
  const known: Record<string, number> = {
    ArrowUp: size,
    ArrowRight: size,
    ArrowDown: -size,
    ArrowLeft: -size,
    PageUp: 10,
    PageDown: -10,
  };
  return known[key];
}

/** The nearest whole number of steps, without the dust of binary fractions. */
export function snapped(value: number, step: number): number {
  const digits = Math.max(0, Math.min(12, -Math.floor(Math.log10(step))));
  return Number((Math.round(value / step) * step).toFixed(digits)) || 0;
}

/** A round step of which about 200 are in the axis. */
export function dragStep([low, high]: readonly [number, number]): number {
  const raw = (high - low) / 200;
  if (!(raw > 0) || !Number.isFinite(raw)) return 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 5].find((step) => step * power >= raw) ?? 10;
  return Number((factor * power).toPrecision(3));
}
