'use client';

import { memo, useCallback, useId, useMemo, useRef, useState } from 'react';
import { ComposedChart, Line, ReferenceArea, Tooltip, XAxis, YAxis } from 'recharts';
import type { TimeModel } from '@/lib/chart/time-model';
import { paint } from '@/lib/chart/palette';
import { fontSize } from '@/lib/chart/scene-types';
import { timeScene, type TimeScene } from '@/lib/chart/time-scene';
import type { ChartSelection } from './chart-props';
import { Fade, Grid } from './scene-svg';
import { Drawn } from './takeover';
import { TimeCursor, TimeMarks } from './time-marks';
import { TimeTooltip } from './time-tooltip';
import { useTimePick } from './use-time-pick';

export type InteractiveTimeProps = {
  model: TimeModel;
  width: number;
  height: number;
  onSelect?: ((selection: ChartSelection) => void) | undefined;
  /** The time that somebody points at, Unix ms. */
  onPoint?: ((at: number | undefined) => void) | undefined;
  onDrawn: () => void;
};

/**
 * The interactive drawing of a time chart. Recharts gets the scene's own domains, margins and layers and draws no axes; grid
 * and labels are the elements of the still picture, so that nothing can move when this one takes its place.
 */
export const InteractiveTime = memo(function InteractiveTime({
  model,
  width,
  height,
  onSelect,
  onPoint,
  onDrawn,
}: InteractiveTimeProps) {
  const id = useId();
  const scene = useMemo(() => timeScene(model, { width, height, theme: 'css' }), [model, width, height]);
  const rows = useMemo(() => model.times.map((at) => ({ at, level: 0 })), [model.times]);
  const gradient = useCallback((key: string) => `url(#${gradientId(id, scene, key)})`, [id, scene]);
  const frame = useRef<HTMLDivElement>(null);
  const [layer, setLayer] = useState<SVGSVGElement | null>(null);
  const { brush, handlers, onActive, onKeyDown } = useTimePick({ model, scene, frame, onSelect, onPoint });
  return (
    // Recharts has the focus and the arrow keys; the keys that it does not know come up to here.
    <div ref={frame} onKeyDown={onKeyDown}>
      <ComposedChart
        width={width}
        height={height}
        data={rows}
        margin={marginOf(scene)}
        title={model.title}
        desc={scene.description}
        {...handlers}
        data-chart="interactive"
      >
        <Furniture scene={scene} id={id} />
        <Drawn onDrawn={onDrawn} />
        <XAxis hide type="number" dataKey="at" domain={scene.xDomain} scale="linear" allowDataOverflow />
        <YAxis hide type="number" domain={scene.yDomain} scale="linear" allowDataOverflow />
        <TimeMarks scene={scene} gradient={gradient} />
        {/* Gives Recharts a point per bucket to find with mouse, finger and keyboard. */}
        <Line dataKey="level" stroke="none" dot={false} activeDot={false} isAnimationActive={false} legendType="none" />
        {brush && (
          <ReferenceArea
            x1={model.times[brush.from] ?? 0}
            x2={model.times[brush.to] ?? 0}
            fill={paint('chart-1', 'css')}
            fillOpacity={0.12}
            ifOverflow="hidden"
          />
        )}
        <Tooltip
          content={<TimeTooltip model={model} onActive={onActive} />}
          cursor={<TimeCursor scene={scene} layer={layer} />}
          isAnimationActive={false}
          offset={14}
          wrapperStyle={{ zIndex: 20, outline: 'none' }}
        />
      </ComposedChart>
      <svg ref={setLayer} className="sg-cursor" width={width} height={height} aria-hidden="true" />
    </div>
  );
});

function marginOf({ plot, width, height }: TimeScene) {
  return {
    left: plot.left,
    right: width - plot.left - plot.width,
    top: plot.top,
    bottom: height - plot.top - plot.height,
  };
}

/** Keys hold whatever groups are named, which an id or `url()` may not. */
function gradientId(id: string, scene: TimeScene, key: string): string {
  return `${id}-${scene.marks.findIndex((mark) => mark.type === 'band' && mark.key === key)}`;
}

function Furniture({ scene, id }: { scene: TimeScene; id: string }) {
  const { plot, xTicks, colors } = scene;
  return (
    <g className="sg-furniture">
      <defs>
        {scene.marks.map(
          (mark) =>
            mark.type === 'band' &&
            mark.isGradient && (
              <Fade
                key={mark.key}
                id={gradientId(id, scene, mark.key)}
                mark={mark}
                top={plot.top}
                bottom={plot.top + plot.height}
              />
            ),
        )}
      </defs>
      <Grid scene={scene} from={plot.left} to={plot.left + plot.width} labelX={plot.left - 8} />
      <g fill={colors.text} fontSize={fontSize} textAnchor="middle">
        {xTicks.map(({ position, label }) => (
          <text key={position} x={position} y={plot.top + plot.height + 16}>
            {label}
          </text>
        ))}
      </g>
    </g>
  );
}
