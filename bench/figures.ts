import type { DesignRowId } from './design-rows';

/** One measured number with its unit and, where there is one, the number it should hold. */
export type Figure = {
  what: string;
  measured: string;
  goal?: string;
  isMet?: boolean;
  /** The row of the design's table that this is a number of, in the unit of that row; of several the worst counts. */
  row?: DesignRowId;
  value?: number;
};

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
export const median = (values: readonly number[]) => percentile(values, 0.5);
export const ms = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
export const perSecond = (value: number) => `${Math.round(value).toLocaleString('en')} /s`;
export const ratio = (value: number) => `${value.toFixed(2)} ×`;

export function table(figures: readonly Figure[]): string {
  const rows = figures.map(
    ({ what, measured, goal, isMet }) =>
      `| ${what} | ${measured} | ${goal ?? ''} | ${isMet === undefined ? '' : isMet ? 'yes' : 'no'} |`,
  );
  return ['| what | measured | goal | met |', '|---|---|---|---|', ...rows].join('\n');
}
