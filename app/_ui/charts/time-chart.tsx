'use client';

import { lazy, useCallback, useId, useMemo, useState } from 'react';
import type { TimeModel } from '@/lib/chart/time-model';
import type { TableModel } from '@/lib/chart/table-model';
import { formatExact } from '@/lib/chart/format-number';
import { thinModel } from '@/lib/chart/thin-model';
import { timeAxisTicks, timeLegend, timeScene } from '@/lib/chart/time-scene';
import { ChartNumbers } from './chart-numbers';
import type { ChartProps, ChartSelection } from './chart-props';
import { fluidTickSets, nominalWidth } from './fluid-ticks';
import { Legend } from './legend';
import { SceneSvg } from './scene-svg';
import { useCrosshair } from './chart-sync';
import { Takeover } from './takeover';
import { TimeOverlay } from './time-overlay';
import { useWanted } from './use-wanted';
import { useWidth } from './use-width';

// Recharts is a third of the page's script and nothing is missing from the picture without it, so it comes when idle.
const InteractiveTime = lazy(() =>
  import('./interactive-time').then((module) => ({ default: module.InteractiveTime })),
);

const legendHeight = 28;
const noteHeight = 18;

export type TimeChartProps = {
  model: TimeModel;
  height: number;
  onSelect?: ((selection: ChartSelection) => void) | undefined;
  /** The same as a table, for those who cannot see or point at the picture; absent where the page offers that itself. */
  numbers?: (() => TableModel) | undefined;
  overlay?: ChartProps['overlay'];
};

/** A line, area or stacked chart: complete SVG from the server, interactive once the browser is idle. `height` in px. */
export function TimeChart({ model, height, onSelect, numbers, overlay }: TimeChartProps) {
  const [ref, width] = useWidth<HTMLElement>();
  const isWanted = useWanted();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => without(model, hidden), [model, hidden]);
  const legend = useMemo(() => timeLegend(model, 'css'), [model]);
  const noteRoom = model.downsampledFrom === undefined ? 0 : noteHeight;
  const plotHeight = height - noteRoom - (legend.length > 0 ? legendHeight : 0);
  const owner = useId();
  const crosshair = useCrosshair();
  const onPoint = useCallback((at: number | undefined) => crosshair?.point(owner, at), [crosshair, owner]);
  return (
    <figure
      ref={ref}
      className="sg-chart"
      style={{ height }}
      data-chart-kind={model.style}
      {...(onSelect ? { 'data-selectable': '' } : {})}
    >
      <Takeover
        still={<StaticTime model={shown} height={plotHeight} />}
        live={
          isWanted && width > 0
            ? (onDrawn) => (
                <InteractiveTime {...{ model: shown, width, height: plotHeight, onSelect, onPoint, onDrawn }} />
              )
            : undefined
        }
      />
      <figcaption className="sr-only">
        {model.title}: the button “Show the numbers” {numbers ? 'of this chart' : 'below'} gives them as a table.
      </figcaption>
      {numbers && <ChartNumbers title={model.title} modelOf={numbers} />}
      <TimeOverlay model={shown} height={plotHeight} owner={owner} overlay={overlay} />
      {model.downsampledFrom !== undefined && <p className="sg-sampled">{sampledText(model, model.downsampledFrom)}</p>}
      {legend.length > 0 && (
        <Legend
          items={legend}
          hidden={hidden}
          onToggle={(key, isOnly) => setHidden(toggled({ hidden, key, isOnly, model }))}
        />
      )}
    </figure>
  );
}

/** Each slice of time keeps the extremes of three series at most, see `keepIndices`. */
function sampledText({ times, series }: TimeModel, from: number): string {
  const kept = series.length <= 3 ? '; highs, lows and gaps are kept' : '';
  return `Showing ${formatExact(times.length, 'count')} of ${formatExact(from, 'count')} points${kept}`;
}

/** Points of all series together in the still picture; more would cost bytes that nobody sees. Areas have two edges. */
const stillPoints = { line: 900, area: 500, stacked: 500, columns: 3_000 } as const;

function StaticTime({ model: full, height }: { model: TimeModel; height: number }) {
  const model = useMemo(() => {
    const perSeries = stillPoints[full.style] / Math.max(1, full.series.length);
    return thinModel(full, Math.max(100, Math.floor(perSeries)));
  }, [full]);
  const scene = useMemo(() => timeScene(model, { width: nominalWidth, height, theme: 'css' }), [model, height]);
  const tickSets = useMemo(
    () => fluidTickSets(scene, (plot, width) => timeAxisTicks(model, plot, width)),
    [model, scene],
  );
  return <SceneSvg scene={scene} tickSets={tickSets} />;
}

function without(model: TimeModel, hidden: ReadonlySet<string>): TimeModel {
  if (hidden.size === 0) return model;
  const series = model.series
    .filter(({ key }) => !hidden.has(key))
    .map((one) => {
      const { previous, expected, ...rest } = one;
      return {
        ...rest,
        ...(hidden.has('previous') || !previous ? {} : { previous }),
        ...(hidden.has('expected') || !expected ? {} : { expected }),
      };
    });
  return { ...model, series };
}

type Toggle = { hidden: ReadonlySet<string>; key: string; isOnly: boolean; model: TimeModel };

/** A click hides or shows a series; with `isOnly` all others go, or come back when it was alone. */
function toggled({ hidden, key, isOnly, model }: Toggle): ReadonlySet<string> {
  const next = new Set(hidden);
  if (!isOnly || key === 'previous' || key === 'expected') {
    if (!next.delete(key)) next.add(key);
    return next;
  }
  const others = model.series.map((series) => series.key).filter((other) => other !== key);
  return others.every((other) => hidden.has(other)) && !hidden.has(key) ? new Set() : new Set(others);
}
