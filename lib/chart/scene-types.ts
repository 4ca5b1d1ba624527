import type { ChartTheme } from './palette';

export type SceneSize = {
  width: number;
  height: number;
  theme: ChartTheme;
  /** With background, title and legend inside the picture, for a file that stands alone. */
  hasChrome?: boolean;
};
export type Point = readonly [x: number, y: number];
export type Rect = readonly [x: number, y: number, width: number, height: number];
type Stroke = { color: string; width: number; opacity: number; dash?: string };
export type Mark =
  /** One polyline per unbroken run of values. */
  | ({ type: 'line'; key: string; runs: Point[][] } & Stroke)
  /** Upper and lower edge per unbroken run. A gradient fades from `color` at the top of the plot to nothing at its bottom. */
  | {
      type: 'band';
      key: string;
      runs: { upper: Point[]; lower: Point[] }[];
      color: string;
      opacity: number;
      isGradient: boolean;
    }
  | {
      type: 'rect';
      key: string;
      x: number;
      y: number;
      width: number;
      height: number;
      radius: number;
      color: string;
      opacity: number;
    }
  /** Many boxes of one paint: the columns of a series. Dashed edges where they are still filling. */
  | { type: 'boxes'; key: string; boxes: Rect[]; color: string; opacity: number; dash?: string }
  /** An outline of any shape, in px of the picture. */
  | { type: 'shape'; key: string; path: string; color: string; opacity: number }
  | { type: 'dot'; key: string; x: number; y: number; radius: number; color: string }
  | {
      type: 'text';
      key: string;
      x: number;
      y: number;
      text: string;
      anchor: Anchor;
      color: string;
      fontSize: number;
      weight: 400 | 500 | 600;
    };
export type Anchor = 'start' | 'middle' | 'end';
export type AxisTick = { position: number; label: string };
/** Dashed ones are shown as a line, the others as a square. */
export type LegendItem = { key: string; label: string; color: string; dash?: string; opacity?: number };
export type Box = { left: number; top: number; width: number; height: number };
export type Scene = {
  width: number;
  height: number;
  title: string;
  /** What the chart shows, in a sentence, for readers who cannot see it. */
  description: string;
  background?: string;
  /** Where marks are; axes and labels are outside. */
  plot: Box;
  /** Paints of the furniture. */
  colors: { grid: string; axis: string; text: string };
  /** Positions in px from the picture's left edge (x) and top edge (y). */
  xTicks: AxisTick[];
  yTicks: AxisTick[];
  /** Where the axis line is; absent without axes. */
  baseline?: number;
  marks: Mark[];
  legend: LegendItem[];
};

export const fontSize = 11;
export const fontFamily =
  "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** Two decimals of a px are finer than any screen, and shorter. */
export function px(value: number): number {
  return Math.round(value * 100) / 100 || 0;
}
