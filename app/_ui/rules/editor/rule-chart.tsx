'use client';

import { ZoomOut } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { Chart } from '@/app/_ui/charts/chart';
import type { ChartSelection, PlotPlace } from '@/app/_ui/charts/chart-props';
import { Button } from '@/app/_ui/kit/button';
import { limitsOf, type Limit } from '@/lib/alerts/limits';
import { formatValue } from '@/lib/chart/format-number';
import type { TrendData } from '@/lib/model/answer';
import type { BacktestAnswer, Firing } from '@/lib/model/backtest';
import type { Unit } from '@/lib/model/panel';
import type { Condition } from '@/lib/model/rule-condition';
import {
  around,
  judgedChart,
  judgedUnit,
  judgedWords,
  lookOf,
  axisRange,
  type AxisRange,
  type Span,
} from './backtest-chart';
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
  const [isWhole, setWhole] = useState(false);
  const { range, hold } = useAxis(data, limits);
  const cut = isWhole ? undefined : range.cut;
  const unit = judgedUnit(condition, own);
  const pick = useCallback((selection: ChartSelection): void => {
    if (selection.kind === 'time') setZoom({ from: selection.from, to: selection.to });
  }, []);
  const lines = onMove
    ? undefined
    : limits.map(({ role, ...limit }) => ({ ...limit, isRecovery: role === 'recovery' }));
  const overlay = (place: PlotPlace) => (
    <>
      <FiringShades firings={answer.firings} end={answer.to} onChoose={onSelect} {...{ selected, place }} />
      {onMove &&
        limits.map((limit, index) => (
          <LimitHandle
            key={`${limit.role}-${limit.index}`}
            {...{ limit, index, place, frame, unit }}
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
        {...{ data, expected, unit, timezone, overlay, cut }}
        reach={range.reach}
        limits={lines}
        title={judgedWords[condition.type]}
        height={ruleChartHeight}
        onSelect={pick}
      />
      {range.cut && <CutNote high={range.cut[1]} {...{ unit, isWhole }} onToggle={() => setWhole(!isWhole)} />}
    </div>
  );
}

const ShowAll = ({ onClick }: { onClick: () => void }) => (
  <Button size="sm" className="absolute top-1 left-14 z-20" onClick={onClick}>
    <ZoomOut aria-hidden />
    All of it
  </Button>
);

type CutProps = { high: number; unit: Unit; isWhole: boolean; onToggle: () => void };

const CutNote = ({ high, unit, isWhole, onToggle }: CutProps) => (
  <p className="flex flex-wrap items-center justify-end gap-x-2 px-2 text-xs text-faint">
    {!isWhole && `Values above ${formatValue(high, unit)} are drawn at the edge.`}
    <button
      type="button"
      className="rounded-sm text-accent-strong underline-offset-2 hover:underline"
      onClick={onToggle}
    >
      {isWhole ? 'Fit to the lines' : 'Show all of the range'}
    </button>
  </p>
);

/** What the value axis shows; it stays as it is while a line is held. */
function useAxis(data: TrendData, limits: readonly Limit[]) {
  const [held, setHeld] = useState<AxisRange | null>(null);
  const text = JSON.stringify(limits.map(({ value }) => value));
  const now = useMemo(() => axisRange(data, JSON.parse(text) as number[]), [data, text]);
  return { range: held ?? now, hold: (isHeld: boolean): void => setHeld(isHeld ? now : null) };
}
