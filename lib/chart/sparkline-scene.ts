import type { SparklineModel } from './sparkline-model';
import { formatValue } from './format-number';
import { emptyScene } from './frame';
import { paint } from './palette';
import { runsOf } from './runs';
import { px, type Mark, type Scene, type SceneSize } from './scene-types';
import { linearScale } from './linear-scale';

/** A line without axes, from edge to edge, the part that is still filling dashed. */
export function sparklineScene(model: SparklineModel, size: SceneSize): Scene {
  const known = model.values.filter((value) => value !== null);
  const last = known.at(-1);
  const description =
    last === undefined ? `${model.title}: no data.` : `Trend of ${model.title}; last ${formatValue(last, model.unit)}.`;
  const base = emptyScene(size, { title: model.title, description });
  const low = Math.min(0, ...known);
  const high = Math.max(low + Number.MIN_VALUE, ...known);
  const inset = Math.min(2, size.height / 4);
  const x = linearScale([0, Math.max(1, model.values.length - 1)], [0, size.width]);
  const y = linearScale([low, high === low + Number.MIN_VALUE ? low + 1 : high], [size.height - inset, inset]);
  const color = paint('chart-1', size.theme);
  const part = (isOpen: boolean) =>
    runsOf(
      model.values.map((value, index) =>
        (isOpen ? index >= model.openIndex - 1 : index < model.openIndex) ? value : null,
      ),
    )
      .filter((run) => run.length > 1)
      .map((run) => run.map(({ index, value }) => [px(x(index)), px(y(value))] as const));
  const closed = part(false);
  const marks: Mark[] = [
    {
      type: 'band',
      key: 'band',
      runs: [...closed, ...part(true)].map((upper) => ({
        upper,
        lower: upper.map(([at]) => [at, size.height] as const),
      })),
      color,
      opacity: 0.2,
      isGradient: true,
    },
    { type: 'line', key: 'line', runs: closed, color, width: 1.5, opacity: 1 },
    { type: 'line', key: 'open', runs: part(true), color, width: 1.5, opacity: 0.85, dash: '2 3' },
  ];
  return { ...base, marks: marks.filter((mark) => !('runs' in mark) || mark.runs.length > 0) };
}
