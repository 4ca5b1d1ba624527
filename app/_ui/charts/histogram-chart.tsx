'use client';

import { lazy, useMemo } from 'react';
import type { HistogramModel } from '@/lib/chart/histogram-model';
import { histogramScene, histogramTicks } from '@/lib/chart/histogram-scene';
import { SceneSvg } from './scene-svg';
import { fluidTickSets, nominalWidth } from './fluid-ticks';
import { Takeover } from './takeover';
import { useWanted } from './use-wanted';
import { useWidth } from './use-width';

const InteractiveHistogram = lazy(() =>
  import('./interactive-histogram').then((module) => ({ default: module.InteractiveHistogram })),
);

/** What `.sg-sampled` takes, px. */
const noteHeight = 18;

/** How values spread over bins: complete SVG from the server, with tooltips once the browser is idle. `height` in px. */
export function HistogramChart({ model, height }: { model: HistogramModel; height: number }) {
  const [ref, width] = useWidth<HTMLElement>();
  const isWanted = useWanted();
  const plotHeight = height - (model.isEstimated ? noteHeight : 0);
  const scene = useMemo(
    () => histogramScene(model, { width: nominalWidth, height: plotHeight, theme: 'css' }),
    [model, plotHeight],
  );
  const tickSets = useMemo(
    () => fluidTickSets(scene, (plot, atWidth) => histogramTicks(model, plot, atWidth)),
    [model, scene],
  );
  return (
    <figure ref={ref} className="sg-chart" style={{ height }} data-chart-kind="histogram">
      <Takeover
        still={<SceneSvg scene={scene} tickSets={tickSets} />}
        live={
          isWanted && width > 0
            ? (onDrawn) => <InteractiveHistogram {...{ model, width, height: plotHeight, onDrawn }} />
            : undefined
        }
      />
      {model.isEstimated && <p className="sg-sampled">Columns estimated: each number is known within 1 %.</p>}
    </figure>
  );
}
