import { useId } from 'react';
import { fontSize, type AxisTick, type Box, type Mark, type Scene } from '@/lib/chart/scene-types';
import { fluidPath, percent, precision } from './fluid-path';

/** The ticks for each of the widths a page may turn out to have; CSS shows one set (`.sg-x0` is the narrowest). */
export type TickSets = readonly (readonly AxisTick[])[];

/**
 * A scene as SVG that is right at every width without script: positions along x are percentages, lines are stretched with
 * strokes that keep their width, texts are never stretched. Works on the server.
 */
export function SceneSvg({ scene, tickSets }: { scene: Scene; tickSets: TickSets }) {
  const id = useId();
  const { plot, height } = scene;
  const right = Math.max(0, scene.width - plot.left - plot.width);
  return (
    <div className="sg-fluid" style={{ height, paddingLeft: plot.left, paddingRight: right }}>
      <svg
        width="100%"
        height={height}
        overflow="visible"
        role="img"
        aria-label={`${scene.title}. ${scene.description}`}
        data-chart="static"
      >
        <Grid scene={scene} from={0} to="100%" labelX={-8} />
        <g fill={scene.colors.text} fontSize={fontSize} textAnchor="middle">
          {mergeSets(tickSets).map(({ className, ticks }) => (
            <g key={className} className={className}>
              {ticks.map(({ position, label }) => (
                <text key={position} x={percent(position, plot)} y={plot.top + plot.height + 16}>
                  {label}
                </text>
              ))}
            </g>
          ))}
        </g>
        <Stretched scene={scene} id={id} />
        {scene.marks.map((mark, index) => (
          <FluidMark key={index} mark={mark} scene={scene} />
        ))}
      </svg>
    </div>
  );
}

/** Grid lines and value labels; the same elements in both drawings, so that they cannot differ. */
export function Grid({ scene, from, to, labelX }: { scene: Scene; from: number; to: number | string; labelX: number }) {
  return (
    <g className="sg-grid" fill={scene.colors.text} fontSize={fontSize} textAnchor="end">
      {scene.yTicks.map(({ position, label }) => {
        const stroke = position === scene.baseline ? scene.colors.axis : scene.colors.grid;
        return (
          <g key={position}>
            <line x1={from} x2={to} y1={position} y2={position} stroke={stroke} />
            <text x={labelX} y={position + fontSize * 0.35}>
              {label}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function Stretched({ scene, id }: { scene: Scene; id: string }) {
  const { plot, height } = scene;
  const paths = scene.marks.filter((mark) => mark.type === 'line' || mark.type === 'band' || mark.type === 'boxes');
  if (paths.length === 0 || plot.width <= 0) return null;
  const viewBox = `${plot.left * precision} 0 ${plot.width * precision} ${height * precision}`;
  return (
    <svg width="100%" height={height} viewBox={viewBox} preserveAspectRatio="none" overflow="visible">
      {groupByType(paths).map((group) => (
        <g key={group.start} {...(group.type === 'line' ? { className: 'sg-lines' } : {})}>
          {group.marks.map((mark, index) => (
            <StretchedMark key={mark.key} mark={mark} plot={plot} gradientId={`${id}-${group.start + index}`} />
          ))}
        </g>
      ))}
    </svg>
  );
}

type Stretchable = Extract<Mark, { type: 'line' | 'band' | 'boxes' }>;
type StretchedProps<M> = { mark: M; plot: Box; gradientId: string };

/** Runs of marks of one type, in drawing order, so that what they share is written once. */
function groupByType(marks: readonly Stretchable[]) {
  const groups: { type: Stretchable['type']; start: number; marks: Stretchable[] }[] = [];
  marks.forEach((mark, index) => {
    const last = groups.at(-1);
    if (last?.type === mark.type) last.marks.push(mark);
    else groups.push({ type: mark.type, start: index, marks: [mark] });
  });
  return groups;
}

function StretchedMark({ mark, ...rest }: StretchedProps<Stretchable>) {
  if (mark.type === 'line') return <LinePath mark={mark} />;
  if (mark.type === 'band') return <BandPath mark={mark} {...rest} />;
  const edge = mark.dash ? { className: 'sg-open-boxes', stroke: mark.color, strokeDasharray: mark.dash } : {};
  return <path d={fluidPath(mark)} fill={mark.color} fillOpacity={mark.opacity} {...edge} />;
}

function LinePath({ mark }: { mark: Extract<Mark, { type: 'line' }> }) {
  return (
    <path
      d={fluidPath(mark)}
      stroke={mark.color}
      strokeWidth={mark.width}
      {...(mark.dash ? { strokeDasharray: mark.dash } : {})}
      {...(mark.opacity < 1 ? { strokeOpacity: mark.opacity } : {})}
    />
  );
}

function BandPath({ mark, plot, gradientId }: StretchedProps<Extract<Mark, { type: 'band' }>>) {
  if (!mark.isGradient) return <path d={fluidPath(mark)} fill={mark.color} fillOpacity={mark.opacity} />;
  return (
    <>
      <Fade id={gradientId} mark={mark} top={plot.top * precision} bottom={(plot.top + plot.height) * precision} />
      <path d={fluidPath(mark)} fill={`url(#${gradientId})`} />
    </>
  );
}

type FadeProps = { id: string; mark: { color: string; opacity: number }; top: number; bottom: number };

/** The gradient of an area: from its colour at the top of the plot to nearly nothing at the axis. */
export function Fade({ id, mark, top, bottom }: FadeProps) {
  return (
    <linearGradient id={id} gradientUnits="userSpaceOnUse" x1="0" x2="0" y1={top} y2={bottom}>
      <stop offset="0" stopColor={mark.color} stopOpacity={mark.opacity} />
      <stop offset="1" stopColor={mark.color} stopOpacity={mark.opacity * 0.06} />
    </linearGradient>
  );
}

function FluidMark({ mark, scene }: { mark: Mark; scene: Scene }) {
  const { plot } = scene;
  if (mark.type === 'dot') return <circle cx={percent(mark.x, plot)} cy={mark.y} r={mark.radius} fill={mark.color} />;
  if (mark.type !== 'rect') return null;
  const width = percent(plot.left + mark.width, plot);
  return (
    <rect
      x={percent(mark.x, plot)}
      y={mark.y}
      width={width}
      height={mark.height}
      rx={mark.radius}
      fill={mark.color}
      fillOpacity={mark.opacity}
    />
  );
}

/** Neighbouring widths often have the same ticks: one group then serves them all. */
function mergeSets(tickSets: TickSets): { className: string; ticks: readonly AxisTick[] }[] {
  const groups = new Map<string, { className: string; ticks: readonly AxisTick[] }>();
  tickSets.forEach((ticks, index) => {
    const key = ticks.map(({ position, label }) => `${Math.round(position)} ${label}`).join();
    const known = groups.get(key);
    groups.set(key, { className: `${known?.className ?? 'sg-x'} sg-x${index}`, ticks });
  });
  return [...groups.values()];
}
