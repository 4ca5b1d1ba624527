import type { ChartInput } from './chart-input';
import { chartModel } from './chart-model';
import { buildScene } from './scene';
import type { SceneSize } from './scene-types';
import { sceneToSvg } from './svg';

/** An answer as an SVG document of a size in px; undefined when it does not fit the chart. */
export function chartSvg(input: ChartInput, size: SceneSize): string | undefined {
  const model = chartModel(input);
  return model && sceneToSvg(buildScene(model, size));
}
