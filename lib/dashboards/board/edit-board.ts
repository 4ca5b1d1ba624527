import type { DashboardDoc, DashboardPanel } from '@/lib/model/dashboard';
import { compactLayout, gridColumns, type Layout, type Placed } from './compact-layout';
import { bottomOf } from './place-panel';

/** What the menu and the keys of the editor do with a panel's place. */
export type Nudge = 'up' | 'down' | 'left' | 'right' | 'wider' | 'narrower' | 'taller' | 'shorter';

const maxRows = 40;

/** A panel moved or resized by one step; the others make room. Up and down pass the neighbour, whatever its height. */
export function nudgePanel(doc: DashboardDoc, id: string, nudge: Nudge): DashboardDoc {
  const panels = compactLayout(doc.panels);
  const panel = panels.find((one) => one.id === id);
  return panel ? { ...doc, panels: settled(panels, id, nudged(panel, nudge, panels)) } : doc;
}

function settled(panels: readonly DashboardPanel[], id: string, layout: Layout): DashboardPanel[] {
  const moved = panels.map((panel) => (panel.id === id ? { ...panel, layout } : panel));
  return compactLayout(moved, id).map((panel) => ({
    ...panel,
    layout: { ...panel.layout, y: Math.round(panel.layout.y) },
  }));
}

function nudged({ id, layout }: Placed, nudge: Nudge, panels: readonly Placed[]): Layout {
  const { x, w, h } = layout;
  switch (nudge) {
    case 'up':
      return { ...layout, y: above(id, layout, panels) };
    case 'down':
      return { ...layout, y: below(id, layout, panels) };
    case 'left':
      return { ...layout, x: Math.max(0, x - 1) };
    case 'right':
      return { ...layout, x: Math.min(gridColumns - w, x + 1) };
    case 'wider':
      return w + x < gridColumns
        ? { ...layout, w: w + 1 }
        : { ...layout, x: Math.max(0, x - 1), w: Math.min(gridColumns, w + 1) };
    case 'narrower':
      return { ...layout, w: Math.max(1, w - 1) };
    case 'taller':
      return { ...layout, h: Math.min(maxRows, h + 1) };
    case 'shorter':
      return { ...layout, h: Math.max(2, h - 1) };
  }
}

const sharesColumns = (a: Layout, b: Layout): boolean => a.x < b.x + b.w && b.x < a.x + a.w;

/** The place of the lowest panel above. */
function above(id: string, layout: Layout, panels: readonly Placed[]): number {
  const others = panels.filter((one) => one.id !== id && one.layout.y < layout.y && sharesColumns(one.layout, layout));
  const bottom = Math.max(0, ...others.map((one) => one.layout.y + one.layout.h));
  const neighbours = others.filter((one) => one.layout.y + one.layout.h === bottom);
  return Math.min(layout.y, ...neighbours.map((one) => one.layout.y));
}

/** Just behind the highest panel below. */
function below(id: string, layout: Layout, panels: readonly Placed[]): number {
  const others = panels.filter((one) => one.id !== id && one.layout.y > layout.y && sharesColumns(one.layout, layout));
  const top = Math.min(...others.map((one) => one.layout.y));
  const neighbours = others.filter((one) => one.layout.y === top);
  return Math.max(layout.y, ...neighbours.map((one) => one.layout.y + 1));
}

/** The places that somebody dragged the panels to. */
export function placePanels(doc: DashboardDoc, places: ReadonlyMap<string, Layout>): DashboardDoc {
  const panels = doc.panels.map((panel) => ({ ...panel, layout: places.get(panel.id) ?? panel.layout }));
  return { ...doc, panels: compactLayout(panels) };
}

export function removePanel(doc: DashboardDoc, id: string): DashboardDoc {
  return { ...doc, panels: compactLayout(doc.panels.filter((panel) => panel.id !== id)) };
}

export function replacePanel(doc: DashboardDoc, panel: DashboardPanel): DashboardDoc {
  return { ...doc, panels: doc.panels.map((one) => (one.id === panel.id ? panel : one)) };
}

/** A copy beside or below the original, under an id that is not taken. */
export function duplicatePanel(doc: DashboardDoc, id: string): DashboardDoc {
  const panel = doc.panels.find((one) => one.id === id);
  if (!panel) return doc;
  const { x, y, w, h } = panel.layout;
  const layout = x + 2 * w <= gridColumns ? { x: x + w, y, w, h } : { x, y: y + h, w, h };
  const copy = { ...panel, id: freeId(doc, panel.id), layout };
  return { ...doc, panels: compactLayout([...doc.panels, copy], copy.id) };
}

export function appendPanel(doc: DashboardDoc, panel: DashboardPanel): DashboardDoc {
  return { ...doc, panels: compactLayout([...doc.panels, { ...panel, id: freeId(doc, panel.id) }]) };
}

/** `wanted`, or with the first number behind it that makes it unique on the dashboard. */
export function freeId({ panels }: Pick<DashboardDoc, 'panels'>, wanted: string): string {
  const taken = new Set(panels.map(({ id }) => id));
  const base =
    wanted
      .replace(/[^\w-]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50) || 'panel';
  if (!taken.has(base)) return base;
  const stem = base.replace(/-\d+$/, '');
  let count = 2;
  while (taken.has(`${stem}-${count}`)) count += 1;
  return `${stem}-${count}`;
}

export const textLayout = (doc: DashboardDoc): Layout => ({ x: 0, y: bottomOf(doc.panels), w: 6, h: 3 });
