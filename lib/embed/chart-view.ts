import type { Condition } from '@/lib/model/filter';
import type { RangeSpec } from '@/lib/model/query-range';

/** How a saved chart is asked for and drawn: everything that its address says besides its name. */
export type ChartView = {
  /** px. */
  width: number;
  height: number;
  theme: 'light' | 'dark';
  /** A colour as `#rrggbb`, or `transparent`; the theme's when absent. */
  background?: string;
  /** Pixels of a PNG per px. */
  scale: 1 | 2;
  /** BCP 47; how numbers and dates are written in pictures. */
  locale: string;
  /** In the place of the chart's own. */
  range?: RangeSpec;
  timezone?: string;
  /** Besides the chart's own. */
  filters: Condition[];
  /** Values by name; an empty list is all. */
  variables: Record<string, string[]>;
};

/** px. */
export const chartSizes = {
  width: { least: 100, most: 2_000, usual: 800 },
  height: { least: 60, most: 2_000, usual: 400 },
} as const;
