import type { PanelChart } from '@/lib/model/panel';
import { barsModel, type BarsModel } from './bars-model';
import type { ChartInput } from './chart-input';
import { driversModel, type DriversModel } from './drivers-model';
import { fittingCharts } from './fitting-charts';
import { flowModel, type FlowModel } from './flow-model';
import { funnelModel, type FunnelModel } from './funnel-model';
import { heatmapModel, type HeatmapModel } from './heatmap-model';
import { histogramModel, type HistogramModel } from './histogram-model';
import { numberModel, type NumberModel } from './number-model';
import { sparklineModel, type SparklineModel } from './sparkline-model';
import { sqlAnswer } from './sql-answer';
import { tableModel, type TableModel } from './table-model';
import { timeModel, type TimeModel, type TimeStyle } from './time-model';

export type ChartModel =
  | TimeModel
  | BarsModel
  | HistogramModel
  | SparklineModel
  | NumberModel
  | TableModel
  | HeatmapModel
  | FunnelModel
  | FlowModel
  | DriversModel;

/**
 * What to draw for an answer, independent of size and colours. Returns undefined when the answer does not fit the chart (see
 * `fittingCharts`), and for the live tail of events, which is not a chart. A trend as a `number` is a sparkline.
 */
export function chartModel(input: ChartInput): ChartModel | undefined {
  const { chart } = input;
  if (chart === 'number' && input.data.kind === 'trend') return sparklineModel(input.data, input);
  if (!fittingCharts(input.data).includes(chart)) return undefined;
  if (chart === 'table') return tableModel(input);
  // A statement's rows are drawn as the answer whose shape they have.
  const data = input.data.kind === 'sql' ? sqlAnswer(input.data, input) : input.data;
  return data && modelOf({ ...input, data });
}

function modelOf(input: ChartInput): ChartModel | undefined {
  const { data } = input;
  switch (data.kind) {
    case 'trend':
      return timeModel(data, timeStyle(input.chart), input);
    case 'breakdown':
      return barsModel(data, input);
    case 'distribution':
      return histogramModel(data, input);
    case 'total':
      return numberModel(data, input);
    case 'heatmap':
    case 'retention':
      return heatmapModel(data, input);
    case 'funnel':
      return funnelModel(data, input);
    case 'paths':
      return flowModel(data, input);
    case 'drivers':
      return driversModel(data, input);
    case 'table':
    case 'sql':
      return undefined;
  }
}

function timeStyle(chart: PanelChart): TimeStyle {
  return chart === 'area' || chart === 'stacked' || chart === 'columns' ? chart : 'line';
}
