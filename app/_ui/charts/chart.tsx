'use client';

import { useMemo, useState } from 'react';
import { chartModel } from '@/lib/chart/chart-model';
import { assignSlots } from '@/lib/chart/slots';
import type { AnswerData } from '@/lib/model/answer';
import { BarChart } from './bar-chart';
import type { ChartProps } from './chart-props';
import { HistogramChart } from './histogram-chart';
import { NumberTile } from './number-tile';
import { TimeChart } from './time-chart';

/** The chart of an answer. Draws nothing when the answer has no chart of that kind; empty answers are the panel's to explain. */
export function Chart(props: ChartProps) {
  const { chart, data, unit, timezone, title, height, spark, betterWhen, comparedWith, onSelect } = props;
  const slots = useSlots(data);
  const model = useMemo(
    () => chartModel({ chart, data, unit, timezone, title, slots }),
    [chart, data, unit, timezone, title, slots],
  );
  const sparkModel = useMemo(() => {
    const made = spark && chartModel({ chart: 'number', data: spark, unit, timezone, title });
    return made?.kind === 'sparkline' ? made : undefined;
  }, [spark, unit, timezone, title]);
  switch (model?.kind) {
    case 'time':
      return <TimeChart model={model} height={height} onSelect={onSelect} />;
    case 'bars':
      return <BarChart model={model} height={height} betterWhen={betterWhen} onSelect={onSelect} />;
    case 'histogram':
      return <HistogramChart model={model} height={height} />;
    case 'number':
      return <NumberTile model={model} spark={sparkModel} {...{ betterWhen, comparedWith, height }} />;
    case 'sparkline':
    case undefined:
      return null;
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
