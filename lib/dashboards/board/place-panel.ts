import type { DashboardPanel } from '@/lib/model/dashboard';
import type { PanelChart } from '@/lib/model/panel';

type Layout = DashboardPanel['layout'];
type Size = Pick<Layout, 'w' | 'h'>;

const gridColumns = 12;

/** How big a new panel is on the 12-column grid, by how it is drawn. */
const sizes: Record<PanelChart, Size> = {
  number: { w: 3, h: 3 },
  line: { w: 6, h: 5 },
  area: { w: 6, h: 5 },
  stacked: { w: 6, h: 5 },
  columns: { w: 6, h: 5 },
  bars: { w: 4, h: 5 },
  table: { w: 6, h: 6 },
  histogram: { w: 6, h: 5 },
  heatmap: { w: 6, h: 6 },
  funnel: { w: 6, h: 5 },
  flow: { w: 12, h: 6 },
  drivers: { w: 6, h: 6 },
  events: { w: 6, h: 6 },
};

/** The first row that is free over the whole width. */
export const bottomOf = (panels: readonly DashboardPanel[]): number =>
  Math.max(0, ...panels.map(({ layout }) => layout.y + layout.h));

/** A place for one more chart: in the lowest row of panels when there is room beside them, else below. */
export function placePanel(panels: readonly DashboardPanel[], chart: PanelChart): Layout {
  const size = sizes[chart];
  const taken = panels.map(({ layout }) => layout);
  const bottom = bottomOf(panels);
  for (let y = Math.max(0, ...taken.map((layout) => layout.y)); y < bottom; y += 1)
    for (let x = 0; x + size.w <= gridColumns; x += 1)
      if (!taken.some((other) => overlaps(other, { x, y, ...size }))) return { x, y, ...size };
  return { x: 0, y: bottom, ...size };
}

function overlaps(a: Layout, b: Layout): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
