import type { HistogramModel } from './histogram-model';
import { describeHistogram } from './describe';
import { formatAxis, formatValue } from './format-number';
import { chromeOf, emptyScene, plotBox, valueTicks } from './frame';
import { paint } from './palette';
import { fontSize, px, type AxisTick, type Box, type Mark, type Scene, type SceneSize } from './scene-types';
import { textWidth } from './text-width';
import { widthStep } from './time-scene';
import { valueAxis } from './value-ticks';
import { linearScale } from './linear-scale';

export type HistogramScene = Scene & { yDomain: [number, number] };

/** How values spread: one bar per bin, side by side, labelled at the edges between bins. */
export function histogramScene(model: HistogramModel, size: SceneSize): HistogramScene {
  const chrome = chromeOf(size, model.title, []);
  const counts = model.bins.map((bin) => bin.count);
  const axis = valueAxis(counts, {
    unit: 'count',
    height: size.height - chrome.top - chrome.bottom - 30,
    mustIncludeZero: true,
  });
  const label = (tick: number) => formatValue(tick, 'count');
  const plot = plotBox(size, chrome, axis.ticks.map(label));
  const y = linearScale(axis.domain, [plot.top + plot.height, plot.top]);
  const bin = model.bins.length > 0 ? plot.width / model.bins.length : 0;
  const gap = bin * 0.08;
  const bars = model.bins.map(({ count }, index): Mark => {
    const top = px(y(Math.max(0, count)));
    return {
      type: 'rect',
      key: `bin-${index}`,
      x: px(plot.left + index * bin + gap / 2),
      y: top,
      width: px(Math.max(0, bin - gap)),
      height: px(Math.max(0, plot.top + plot.height - top)),
      radius: 2,
      color: paint('chart-1', size.theme),
      opacity: 0.9,
    };
  });
  return {
    ...emptyScene(size, { title: model.title, description: describeHistogram(model) }),
    plot,
    xTicks: histogramTicks(model, plot, size.width),
    yTicks: valueTicks(axis.ticks, y, label),
    baseline: px(plot.top + plot.height),
    marks: [...chrome.marks, ...bars],
    yDomain: axis.domain,
  };
}

/** Labels at every n-th edge between bins, n as small as the width's step has room for. */
export function histogramTicks(model: HistogramModel, plot: Box, width: number): AxisTick[] {
  const last = model.bins.at(-1);
  if (last === undefined) return [];
  const right = Math.max(0, width - plot.left - plot.width);
  const stepped = Math.max(0, Math.min(plot.width, widthStep(width) - plot.left - right));
  const edges = [...model.bins.map((bin) => bin.from), last.to];
  for (const every of [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 50, 100]) {
    if (every > model.bins.length) break;
    const ticks = edges.flatMap((edge, index) => {
      const label = formatAxis(edge, model.unit);
      const half = textWidth(label, fontSize) / 2;
      const x = (index / model.bins.length) * stepped;
      const isInside = x - half >= -plot.left && x + half <= stepped + right;
      return index % every === 0 && isInside ? [{ share: index / model.bins.length, x, half, label }] : [];
    });
    const hasRoom = ticks.every((tick, index) => {
      const next = ticks[index + 1];
      return next === undefined || next.x - tick.x >= tick.half + next.half + 12;
    });
    if (hasRoom) return ticks.map(({ share, label }) => ({ position: px(plot.left + share * plot.width), label }));
  }
  return [];
}
