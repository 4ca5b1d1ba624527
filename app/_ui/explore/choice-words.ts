import type { PanelChart, Unit } from '@/lib/model/panel';
import type { Compare } from '@/lib/model/query-range';

export const compareWords: Record<Compare | 'none', string> = {
  none: 'Nothing',
  previous: 'Previous period',
  week: 'Same weekdays before',
  year: 'Last year',
};

export const chartWords: Record<PanelChart, string> = {
  number: 'Number',
  line: 'Line',
  area: 'Area',
  stacked: 'Stacked area',
  columns: 'Columns',
  bars: 'Bars',
  table: 'Table',
  histogram: 'Histogram',
  heatmap: 'Heat map',
  funnel: 'Funnel',
  flow: 'Flow',
  drivers: 'Drivers',
  events: 'Events',
};

export const unitWords: Record<Unit, string> = {
  count: 'Count',
  number: 'Number',
  percent: 'Percent',
  ms: 'Milliseconds',
  minutes: 'Minutes',
  miles: 'Miles',
  bytes: 'Bytes',
  per_second: 'Per second',
};
