import { useId } from 'react';
import type { SparklineModel } from '@/lib/chart/sparkline-model';
import { sparklineScene } from '@/lib/chart/sparkline-scene';
import { fluidPath, precision } from './fluid-path';
import { Fade } from './scene-svg';

const nominalWidth = 240;

/** A small trend without axes as wide as its container; no script. `height` in px. */
export function Sparkline({ model, height }: { model: SparklineModel; height: number }) {
  const id = useId();
  const scene = sparklineScene(model, { width: nominalWidth, height, theme: 'css' });
  return (
    <svg
      className="sg-sparkline"
      width="100%"
      height={height}
      viewBox={`0 0 ${nominalWidth * precision} ${height * precision}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={scene.description}
      data-chart="static"
    >
      {scene.marks.map((mark) => {
        if (mark.type === 'band')
          return (
            <g key={mark.key}>
              <Fade id={id} mark={mark} top={0} bottom={height * precision} />
              <path d={fluidPath(mark)} fill={`url(#${id})`} />
            </g>
          );
        if (mark.type !== 'line') return null;
        return (
          <path
            key={mark.key}
            d={fluidPath(mark)}
            stroke={mark.color}
            strokeWidth={mark.width}
            {...(mark.dash ? { strokeDasharray: mark.dash } : {})}
          />
        );
      })}
    </svg>
  );
}
