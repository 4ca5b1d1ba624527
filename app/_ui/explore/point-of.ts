import type { ChartSelection } from '@/app/_ui/charts/chart-props';
import type { ChartPoint } from '@/lib/dashboards/chart-points';
import type { ExploreSpec } from '@/lib/dashboards/explore-kinds';

/** What was clicked, as the events behind it are asked for. */
export function pointOf(selection: Exclude<ChartSelection, { kind: 'time' }>, spec: ExploreSpec): ChartPoint {
  switch (selection.kind) {
    case 'group':
      return { group: selection.group, label: selection.label };
    case 'bucket': {
      const { from, to, group, label = 'this bucket' } = selection;
      return { from, to, label, ...(group && 'by' in spec && spec.by.length > 0 && { group }) };
    }
    case 'value':
      return { label: selection.value ?? 'not set' };
  }
}
