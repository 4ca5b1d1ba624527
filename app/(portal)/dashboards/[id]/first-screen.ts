import type { BoardPanel } from '@/lib/dashboards/board/resolve-board';
import type { Panel } from '@/lib/model/panel';

/** Rows of the grid that a large screen shows without scrolling: those panels are in the page, the others come later. */
const rows = 14;

export type ChartBox = Extract<BoardPanel, { type: 'chart' }>;

/** The panels that the page waits for. */
export function firstScreen(panels: readonly BoardPanel[]): ChartBox[] {
  return panels.filter((panel): panel is ChartBox => panel.type === 'chart' && panel.layout.y < rows);
}

export const specsOf = ({ spec, spark }: Panel) => (spark ? [spec, spark] : [spec]);

/** The one panel that is looked at alone, as large as the window gives room for. */
export function alone(panels: readonly BoardPanel[], id: string, rowsHigh: number): BoardPanel[] {
  const layout = { x: 0, y: 0, w: 12, h: rowsHigh };
  return panels
    .filter((panel) => panel.id === id)
    .map((panel) =>
      panel.type === 'chart'
        ? { ...panel, layout, panel: { ...panel.panel, size: { columns: 12, rows: rowsHigh } } }
        : { ...panel, layout },
    );
}
