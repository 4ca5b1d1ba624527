'use client';

import { ZoomOut } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { Chart } from '@/app/_ui/charts/chart';
import type { ChartSelection, PlotPlace } from '@/app/_ui/charts/chart-props';
import { Button } from '@/app/_ui/kit/button';
import { limitsOf, type Limit } from '@/lib/alerts/limits';
import type { BacktestAnswer, Firing } from '@/lib/model/backtest';
import type { Unit } from '@/lib/model/panel';
import type { Condition } from '@/lib/model/rule-condition';
import { around, judgedChart, judgedUnit, judgedWords, lookOf, reachOf, type Span } from './backtest-chart';
import { FiringShades } from './firing-shades';
import { LimitHandle } from './limit-handle';

type Props = {
  answer: BacktestAnswer;
  condition: Condition;
  unit: Unit;
  timezone: string;
  selected: Firing | null;
  onSelect: (firing: Firing | null) => void;
  /** Absent for those who may only look. */
  onMove: ((limit: Limit, to: number) => void) | undefined;
};

export const ruleChartHeight = 300;

/** What was judged, with the lines of the condition on it to be dragged, and shades where it would have fired. */
export function RuleChart({ answer, condition, unit: own, timezone, selected, onSelect, onMove }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState<Span | null>(null);
  const span = selected ? around({ from: selected.from, to: selected.to ?? answer.to }, answer) : zoom;
  const { side, scale } = lookOf(condition);
  const [from, to] = [span?.from, span?.to];
  const { data, expected } = useMemo(
    () => judgedChart(answer, { side, scale }, from === undefined || to === undefined ? undefined : { from, to }),
    [answer, side, scale, from, to],
  );
  const limits = useMemo(() => limitsOf(condition), [condition]);
  const { reach, hold } = useReach(data, limits);
  const unit = judgedUnit(condition, own);
  const pick = useCallback(
    (selection: ChartSelection): void => {
      if (selection.kind === 'time') setZoom({ from: selection.from, to: selection.to });
    },
    [setZoom],
  );
  const lines = onMove
    ? undefined
    : limits.map(({ role, ...limit }) => ({ ...limit, isRecovery: role === 'recovery' }));
  const overlay = (place: PlotPlace) => (
    <>
      <FiringShades firings={answer.firings} end={answer.to} onChoose={onSelect} {...{ selected, place }} />
      {onMove &&
        limits.map((limit) => (
          <LimitHandle
            key={`${limit.role}-${limit.index}`}
            {...{ limit, place, frame, unit }}
            onMove={(to) => onMove(limit, to)}
            onHold={hold}
          />
        ))}
    </>
  );
  return (
    <div ref={frame} className="relative">
      {span !== null && (
        <ShowAll
          onClick={() => {
            setZoom(null);
            onSelect(null);
          }}
        />
      )}
      <Chart
        chart="line"
        {...{ data, expected, unit, timezone, overlay, reach }}
        limits={lines}
        title={judgedWords[condition.type]}
        height={ruleChartHeight}
        onSelect={pick}
      />
    </div>
  );
}

const ShowAll = ({ onClick }: { onClick: () => void }) => (
  <Button size="sm" className="absolute top-1 left-14 z-20" onClick={onClick}>
    <ZoomOut aria-hidden />
    All of it
  </Button>
);

/** What the value axis reaches; it stays as it is while a line is held. */
function useReach(data: Parameters<typeof reachOf>[0], limits: readonly Limit[]) {
  const [held, setHeld] = useState<number[] | null>(null);
  const text = JSON.stringify(limits.map(({ value }) => value));
  const now = useMemo(() => reachOf(data, JSON.parse(text) as number[]), [data, text]);
  return { reach: held ?? now, hold: (isHeld: boolean): void => setHeld(isHeld ? now : null) };
}
