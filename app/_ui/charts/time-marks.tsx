import { memo } from 'react';
import { createPortal } from 'react-dom';
import { Curve } from 'recharts';
import { paint } from '@/lib/chart/palette';
import type { Mark, Point } from '@/lib/chart/scene-types';
import { boxData } from '@/lib/chart/svg';
import type { TimeScene } from '@/lib/chart/time-scene';

// The curves are placed by the scene and not by `<Line>` and `<Area>`: those build several objects per point and register every
// series in a store that all the others listen to, which cost 60 ms of script per live update of seven series.

const toPoint = ([x, y]: Point) => ({ x, y });

type TimeMarksProps = {
  scene: TimeScene;
  /** Names the fill of a band; stable, or all is drawn again. */
  gradient: (key: string) => string;
};

/** The marks of the scene as Recharts curves. */
export const TimeMarks = memo(function TimeMarks({ scene, gradient }: TimeMarksProps) {
  return (
    <g className="sg-marks">
      {scene.marks.map((mark) => (
        <MarkCurves key={`${mark.type}-${mark.key}`} mark={mark} gradient={gradient} />
      ))}
    </g>
  );
});

function MarkCurves({ mark, gradient }: { mark: Mark; gradient: (key: string) => string }) {
  switch (mark.type) {
    case 'line':
      return mark.runs.map((run, index) => (
        <Curve
          key={index}
          className="recharts-line-curve"
          points={run.map(toPoint)}
          stroke={mark.color}
          strokeWidth={mark.width}
          strokeOpacity={mark.opacity}
          strokeLinejoin="round"
          strokeLinecap={mark.dash ? 'butt' : 'round'}
          fill="none"
          {...(mark.dash ? { strokeDasharray: mark.dash } : {})}
        />
      ));
    case 'band':
      return mark.runs.map(({ upper, lower }, index) => (
        <Curve
          key={index}
          className="recharts-area-area"
          points={upper.map(toPoint)}
          baseLine={lower.map(toPoint)}
          layout="horizontal"
          stroke="none"
          fill={mark.isGradient ? gradient(mark.key) : mark.color}
          fillOpacity={mark.isGradient ? 1 : mark.opacity}
        />
      ));
    case 'dot':
      return <circle cx={mark.x} cy={mark.y} r={mark.radius} fill={mark.color} />;
    case 'boxes': {
      const edge = mark.dash ? { stroke: mark.color, strokeDasharray: mark.dash } : {};
      return <path d={boxData(mark.boxes)} fill={mark.color} fillOpacity={mark.opacity} {...edge} />;
    }
    case 'rect':
    case 'shape':
    case 'text':
      return null;
  }
}

type TimeCursorProps = {
  scene: TimeScene;
  /** An SVG over the chart: what moves is drawn there, so that the lines below need not be painted again. */
  layer: SVGSVGElement | null;
  /** Filled in by Recharts: the ends of the vertical line, and the index of the bucket. */
  points?: { x: number; y: number }[];
  payloadIndex?: string | number;
};

/** A vertical line at a bucket and a dot on every line there. */
export function TimeCursor({ scene, layer, points, payloadIndex }: TimeCursorProps) {
  const x = points?.[0]?.x;
  const index = Number(payloadIndex);
  if (x === undefined || Number.isNaN(index) || !layer) return null;
  const cursor =
    scene.layers.columns.length > 0 ? (
      <ColumnCursor x={x} scene={scene} />
    ) : (
      <LineCursor x={x} index={index} scene={scene} />
    );
  return createPortal(cursor, layer);
}

function LineCursor({ x, index, scene }: { x: number; index: number; scene: TimeScene }) {
  const { plot, yDomain, layers } = scene;
  const [low, high] = yDomain;
  const share = (value: number) => Math.max(0, Math.min(1, (value - low) / (high - low)));
  const yOf = (value: number) => plot.top + plot.height * (1 - share(value));
  const seen = new Set<string>();
  return (
    <g className="recharts-tooltip-cursor" pointerEvents="none">
      <line x1={x} x2={x} y1={plot.top} y2={plot.top + plot.height} stroke={paint('chart-axis', 'css')} />
      {layers.lines.map(({ role, key, color, values }) => {
        const value = values[index] ?? null;
        // Where the closed part meets the open one, both have the point.
        if (role === 'previous' || value === null || seen.has(key)) return null;
        seen.add(key);
        return (
          <circle
            key={key}
            className="recharts-active-dot"
            cx={x}
            cy={yOf(value)}
            r={3.5}
            fill={paint(color, 'css')}
            stroke={paint('chart-background', 'css')}
            strokeWidth={1.5}
          />
        );
      })}
    </g>
  );
}

/** A shade as wide as the bucket, over its columns. */
function ColumnCursor({ x, scene: { plot, bucketWidth } }: { x: number; scene: TimeScene }) {
  const width = Math.max(1, bucketWidth);
  return (
    <rect
      className="recharts-tooltip-cursor"
      pointerEvents="none"
      x={x - width / 2}
      y={plot.top}
      width={width}
      height={plot.height}
      fill={paint('chart-ink', 'css')}
      fillOpacity={0.07}
    />
  );
}
