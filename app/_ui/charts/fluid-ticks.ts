import type { AxisTick, Box, Scene } from '@/lib/chart/scene-types';
import { widthSteps } from '@/lib/chart/time-scene';

/** The width the first paint is computed for; it is stretched to the real one. */
export const nominalWidth = 800;

/** The ticks that a chart would have at each width step, at their places in the nominal scene. */
export function fluidTickSets(scene: Scene, ticksOf: (plot: Box, width: number) => AxisTick[]): AxisTick[][] {
  const { plot } = scene;
  const right = scene.width - plot.left - plot.width;
  return widthSteps.map((step) => {
    const width = step === 0 ? 200 : step;
    const narrowed = { ...plot, width: Math.max(0, width - plot.left - right) };
    const stretch = narrowed.width > 0 ? plot.width / narrowed.width : 0;
    return ticksOf(narrowed, width).map(({ position, label }) => ({
      position: plot.left + (position - plot.left) * stretch,
      label,
    }));
  });
}
