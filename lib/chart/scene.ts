import { barsScene } from './bars-scene';
import type { ChartModel } from './chart-model';
import { driversScene } from './drivers-scene';
import { flowScene } from './flow-scene';
import { funnelScene } from './funnel-scene';
import { heatmapScene } from './heatmap-scene';
import { histogramScene } from './histogram-scene';
import { numberScene } from './number-scene';
import type { Scene, SceneSize } from './scene-types';
import { sparklineScene } from './sparkline-scene';
import { tableScene } from './table-scene';
import { timeScene } from './time-scene';

/**
 * The picture of a chart at a size in px under a theme: positions, paints and texts, and nothing left to decide. The same
 * input gives the same scene on server and client. Never throws: no data gives a scene without marks.
 */
export function buildScene(model: ChartModel, size: SceneSize): Scene {
  switch (model.kind) {
    case 'time':
      return timeScene(model, size);
    case 'bars':
      return barsScene(model, size);
    case 'histogram':
      return histogramScene(model, size);
    case 'sparkline':
      return sparklineScene(model, size);
    case 'number':
      return numberScene(model, size);
    case 'table':
      return tableScene(model, size);
    case 'heatmap':
      return heatmapScene(model, size);
    case 'funnel':
      return funnelScene(model, size);
    case 'flow':
      return flowScene(model, size);
    case 'drivers':
      return driversScene(model, size);
  }
}
