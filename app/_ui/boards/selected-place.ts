import type { ChartSelection } from '@/app/_ui/charts/chart-props';
import { toggleBoardFilter, withBoard, type BoardPlace } from '@/lib/dashboards/board/board-view';
import { groupFilter } from '@/lib/dashboards/view/view-links';
import type { Panel, PanelChart } from '@/lib/model/panel';

const alwaysPicked = new Set<PanelChart>(['line', 'area', 'stacked', 'columns', 'drivers']);

/** Whether something can be picked in a panel: a stretch of time, a value, or a group that its filter field can keep. */
export const canSelect = ({ chart, filterField }: Panel): boolean =>
  filterField !== undefined || alwaysPicked.has(chart);

/** Where a pick leads: a stretch of time becomes the range of all panels, a group filters all of them or is let go again. */
export function selectedPlace(panel: Panel, selection: ChartSelection, place: BoardPlace): BoardPlace | null {
  if (selection.kind === 'time') {
    const range = { from: new Date(selection.from).toISOString(), to: new Date(selection.to).toISOString() };
    return withBoard(place, { range });
  }
  if (selection.kind === 'value') return toggleBoardFilter(place, groupFilter(selection.field, selection.value));
  const group = 'group' in selection ? selection.group?.[0] : undefined;
  if (panel.filterField === undefined || group === undefined) return null;
  return toggleBoardFilter(place, groupFilter(panel.filterField, group));
}
