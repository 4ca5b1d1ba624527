import type { ChartSelection } from '@/app/_ui/charts/chart-props';
import { toggleBoardFilter, withBoard, type BoardPlace } from '@/lib/dashboards/board-view';
import { groupFilter } from '@/lib/dashboards/view-links';
import type { Panel, PanelChart } from '@/lib/model/panel';

const overTime = new Set<PanelChart>(['line', 'area', 'stacked', 'columns']);

/** Whether something can be picked in a panel: a stretch of time, or a group that its filter field can keep. */
export const canSelect = ({ chart, filterField }: Panel): boolean => filterField !== undefined || overTime.has(chart);

/** Where a pick leads: a stretch of time becomes the range of all panels, a group filters all of them or is let go again. */
export function selectedPlace(panel: Panel, selection: ChartSelection, place: BoardPlace): BoardPlace | null {
  if (selection.kind === 'time') {
    const range = { from: new Date(selection.from).toISOString(), to: new Date(selection.to).toISOString() };
    return withBoard(place, { range });
  }
  const group = selection.kind === 'group' ? selection.group[0] : undefined;
  if (panel.filterField === undefined || group === undefined) return null;
  return toggleBoardFilter(place, groupFilter(panel.filterField, group));
}
