import { chartModel, type ChartModel } from '@/lib/chart/chart-model';
import { fittingCharts } from '@/lib/chart/fitting-charts';
import { inLocale } from '@/lib/chart/locale';
import { isEmpty } from '@/lib/chart/is-empty';
import { messageScene } from '@/lib/chart/message-scene';
import { notedScene } from '@/lib/chart/noted-scene';
import { buildScene } from '@/lib/chart/scene';
import type { Scene, SceneSize } from '@/lib/chart/scene-types';
import { sceneToSvg } from '@/lib/chart/svg';
import { thinModel } from '@/lib/chart/thin-model';
import { rangeLabel } from '@/lib/dashboards/view/range-presets';
import type { Answer, AnswerData } from '@/lib/model/answer';
import type { PanelChart } from '@/lib/model/panel';
import type { SavedChartDoc } from '@/lib/model/saved-chart';
import type { ChartLook } from './chart-view';

type Drawn = { doc: Pick<SavedChartDoc, 'title' | 'chart' | 'unit'>; look: ChartLook; answer: Answer; note: string };

/** Points of all series together; more are bytes that nobody sees. */
const mostPoints = 4_000;

/**
 * An answer as an SVG document with title, legend and axes. What has to be said about it stands at the lower edge; an answer
 * with nothing in it, or of a shape that the chart cannot show, is said in words.
 */
export function drawChart({ doc, look, answer, note }: Drawn): string {
  const { data, query } = answer;
  const chart = fitting(doc.chart, data);
  const { title, unit } = doc;
  const draw = (size: SceneSize): Scene => {
    if (isEmpty(data)) return messageScene(title, ['No data', rangeLabel(query.range, query.timezone)], size);
    const model = chartModel({ chart, data, unit, timezone: query.timezone, title });
    return model
      ? buildScene(thin(model, size.width), size)
      : messageScene(title, ['This answer has no picture.'], size);
  };
  return inLocale(look.locale, () => svgOf(look, note, draw));
}

/** A picture that says what is the matter, for where there is no answer. */
export function drawMessage(title: string, lines: readonly string[], look: ChartLook): string {
  return svgOf(look, '', (size) => messageScene(title, lines, size));
}

function svgOf(look: ChartLook, note: string, draw: (size: SceneSize) => Scene): string {
  const { width, height, theme, background } = look;
  const size: SceneSize = { width, height, theme, hasChrome: true };
  const { background: usual, ...scene } = note === '' ? draw(size) : notedScene(note, size, draw);
  const color = background ?? usual;
  return sceneToSvg({ ...scene, ...(color !== undefined && color !== 'transparent' && { background: color }) });
}

/** The live tail is no picture, and a statement may return other columns than when its chart was chosen. */
function fitting(chart: PanelChart, data: AnswerData): PanelChart {
  if (chart === 'number' && data.kind === 'trend') return chart;
  const fit = fittingCharts(data);
  if (chart === 'events') return 'table';
  return fit.includes(chart) ? chart : (fit[0] ?? 'table');
}

function thin(model: ChartModel, width: number): ChartModel {
  if (model.kind !== 'time') return model;
  return thinModel(
    model,
    Math.max(100, Math.min(2 * width, Math.floor(mostPoints / Math.max(1, model.series.length)))),
  );
}
