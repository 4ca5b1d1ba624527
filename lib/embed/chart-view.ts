import type { Condition } from '@/lib/model/filter';
import type { RangeSpec } from '@/lib/model/query-range';
import type { QuerySpec } from '@/lib/model/query-spec';
import type { SavedChartDoc } from '@/lib/model/saved-chart';

/** How a chart is drawn. */
export type ChartLook = {
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
};

/** How a saved chart is asked for and drawn: everything that its address says besides its name. */
export type ChartView = {
  look: ChartLook;
  /** In the place of the chart's own. */
  range?: RangeSpec;
  timezone?: string;
  /** Besides the chart's own. */
  filters: Condition[];
  /** Values by name; an empty list is all. */
  variables: Record<string, string[]>;
};

/** A chart in a view: what is asked, and how the answer is drawn. */
export type ShownChart = { doc: Pick<SavedChartDoc, 'title' | 'chart' | 'unit'>; look: ChartLook; spec: QuerySpec };

/** px. */
export const chartSizes = {
  width: { least: 100, most: 2_000, usual: 800 },
  height: { least: 60, most: 2_000, usual: 400 },
} as const;
