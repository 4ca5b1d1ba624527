import type { DashboardPanel } from '@/lib/model/dashboard';

export type Layout = DashboardPanel['layout'];
export type Placed = { id: string; layout: Layout };

export const gridColumns = 12;

export const isOverlapping = (a: Layout, b: Layout): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/**
 * Panels moved up as far as those above them let them, and down where they would overlap: the same places that the editor's
 * grid gives (react-grid-layout, vertical compaction). `first` wins a place that several claim. The order is kept.
 */
export function compactLayout<T extends Placed>(panels: readonly T[], first?: string): T[] {
  const placed: Placed[] = [];
  const claim = (panel: Placed): number => (panel.id === first ? 0 : 1);
  const order = [...panels].sort((a, b) => a.layout.y - b.layout.y || claim(a) - claim(b) || a.layout.x - b.layout.x);
  for (const { id, layout } of order) {
    const w = Math.min(layout.w, gridColumns);
    placed.push({ id, layout: settle({ ...layout, w, x: Math.min(layout.x, gridColumns - w) }, placed) });
  }
  const places = new Map(placed.map(({ id, layout }) => [id, layout]));
  return panels.map((panel) => ({ ...panel, layout: places.get(panel.id) ?? panel.layout }));
}

/** Up while nothing is in the way, then down past whatever is. */
function settle(layout: Layout, placed: readonly Placed[]): Layout {
  const blocker = (y: number): Layout | undefined =>
    placed.find((other) => isOverlapping({ ...layout, y }, other.layout))?.layout;
  let { y } = layout;
  while (y > 0 && !blocker(y)) y -= 1;
  for (let other = blocker(y); other; other = blocker(y)) y = other.y + other.h;
  return { ...layout, y };
}
