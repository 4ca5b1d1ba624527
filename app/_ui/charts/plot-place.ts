import type { PlotPlace } from './chart-props';

/** Where a time is, as CSS that holds at any width; times beyond the plot are at its edge. */
export function leftOf(at: number, { left, right, domain }: PlotPlace): string {
  const share = Math.max(0, Math.min(1, (at - domain[0]) / (domain[1] - domain[0])));
  return `calc(${left}px + (100% - ${left + right}px) * ${Math.round(share * 1e5) / 1e5})`;
}

/** How far a value is below the upper edge of the chart, px. */
export function topOf(value: number, { top, height, values: [low, high] }: PlotPlace): number {
  return top + height * (1 - (value - low) / (high - low));
}
