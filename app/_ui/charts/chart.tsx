'use client';

import { useMemo, useState } from 'react';
import { chartModel, type ChartModel } from '@/lib/chart/chart-model';
import { assignSlots } from '@/lib/chart/slots';
import { sparklineModel, type SparklineModel } from '@/lib/chart/sparkline-model';
import { tableModel } from '@/lib/chart/table-model';
import type { AnswerData } from '@/lib/model/answer';
import { BarChart } from './bar-chart';
import type { ChartProps } from './chart-props';
import { DriversChart } from './drivers-chart';
import { FlowChart } from './flow-chart';
import { FunnelChart } from './funnel-chart';
import { HeatmapChart } from './heatmap-chart';
import { HistogramChart } from './histogram-chart';
import { NumberTile } from './number-tile';
import { TableChart } from './table-chart';
import { TimeChart } from './time-chart';

/** The chart of an answer. Draws nothing when the answer has no chart of that kind; empty answers are the panel's to explain. */
export function Chart(props: ChartProps) {
  const { chart, data, unit, timezone, title, spark, annotations, limits, expected, reach, cut } = props;
  const slots = useSlots(data);
  const model = useMemo(
    () => chartModel({ chart, data, unit, timezone, title, slots, annotations, limits, expected, reach, cut }),
    [chart, data, unit, timezone, title, slots, annotations, limits, expected, reach, cut],
  );
  const sparkModel = useMemo(() => spark && sparklineModel(spark, { unit, title }), [spark, unit, title]);
  if (!model || model.kind === 'sparkline') return null;
  return <ChartOf {...props} model={model} sparkModel={sparkModel} />;
}

type ChartOfProps = ChartProps & {
  model: Exclude<ChartModel, SparklineModel>;
  sparkModel: SparklineModel | undefined;
};

function ChartOf({ model, sparkModel, ...props }: ChartOfProps) {
  const { height, betterWhen, comparedWith, onSelect, picks } = props;
  switch (model.kind) {
    case 'time':
      return (
        <TimeChart
          {...{ model, height, onSelect }}
          overlay={props.overlay}
          numbers={props.hasOwnNumbers ? undefined : () => tableModel({ ...props, chart: 'table' })}
        />
      );
    case 'bars':
      return <BarChart {...{ model, height, betterWhen, onSelect, picks }} />;
    case 'histogram':
      return <HistogramChart model={model} height={height} />;
    case 'number':
      return <NumberTile model={model} spark={sparkModel} {...{ betterWhen, comparedWith, height }} />;
    case 'table':
      return <TableChart {...{ model, height, betterWhen, onSelect, picks }} />;
    case 'heatmap':
      return <HeatmapChart model={model} height={height} onSelect={picks === 'events' ? onSelect : undefined} />;
    case 'funnel':
      return <FunnelChart {...{ model, height, onSelect, picks }} />;
    case 'flow':
      return <FlowChart model={model} height={height} />;
    case 'drivers':
      return <DriversChart model={model} height={height} onSelect={onSelect} />;
  }
}

const noSlots: ReadonlyMap<string, number> = new Map();

/** Colour slots that last while the chart is on screen, so that a series keeps its colour when live numbers change ranks. */
function useSlots(data: AnswerData): ReadonlyMap<string, number> {
  const [slots, setSlots] = useState(noSlots);
  const keys = data.kind === 'trend' ? data.series.filter(({ isOther }) => !isOther).map(({ key }) => key) : [];
  const next = assignSlots(keys, slots);
  if (next !== slots) setSlots(next);
  return next;
}
