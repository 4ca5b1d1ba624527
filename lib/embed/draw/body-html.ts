import { chartModel, type ChartModel } from '@/lib/chart/chart-model';
import { isEmpty } from '@/lib/chart/is-empty';
import { inLocale } from '@/lib/chart/locale';
import { buildScene } from '@/lib/chart/scene';
import type { LegendItem } from '@/lib/chart/scene-types';
import { sparklineModel } from '@/lib/chart/sparkline-model';
import { escapeXml, sceneToSvg } from '@/lib/chart/svg';
import { tableModel } from '@/lib/chart/table-model';
import { thinModel } from '@/lib/chart/thin-model';
import { timeLegend } from '@/lib/chart/time-scene';
import type { AnswerData } from '@/lib/model/answer';
import type { Panel } from '@/lib/model/panel';
import { numberHtml } from './number-html';
import { tableHtml } from './table-html';
import { wordsOf } from './words';

/** What is drawn of a panel, on the server and again in the browser. */
export type DrawnPanel = Pick<Panel, 'id' | 'title' | 'chart' | 'unit'> & {
  betterWhen?: 'higher' | 'lower' | undefined;
  /** Of its body, px. */
  height: number;
  timezone: string;
};
export type DrawHow = {
  /** One picture for each, px; the page's style sheet shows the one that fits. The browser knows the only right one. */
  widths: readonly number[];
  /** BCP 47. */
  locale: string;
  slots?: ReadonlyMap<string, number> | undefined;
};
type Data = { data: AnswerData; spark?: AnswerData | undefined };

const legendHeight = 26;
/** Points of all series together in the first picture, which is drawn anew as soon as there is script. */
const firstPoints = 700;

/** The body of a panel as HTML. Every text in it is escaped. */
export function bodyHtml(panel: DrawnPanel, data: Data, how: DrawHow): string {
  return inLocale(how.locale, () => drawnHtml(panel, data, how));
}

function drawnHtml(panel: DrawnPanel, { data, spark }: Data, how: DrawHow): string {
  if (isEmpty(data)) return noneHtml(wordsOf(how.locale).empty);
  const { chart, unit, timezone, title, height, id } = panel;
  const input = { data, unit, timezone, title, slots: how.slots };
  if (chart === 'table' || chart === 'events') return tableHtml(tableModel({ ...given(input), chart: 'table' }));
  const model = chartModel({ ...given(input), chart });
  if (!model) return noneHtml(wordsOf(how.locale).failed);
  if (model.kind !== 'number') return picturesHtml(panel, model, how);
  const line = spark?.kind === 'trend' ? sparklineModel(spark, { title, unit }) : undefined;
  return numberHtml({ model, spark: line, betterWhen: panel.betterWhen, height, id });
}

/** Absent is not the same as undefined for what takes it. */
function given<T extends { slots?: ReadonlyMap<string, number> | undefined }>({ slots, ...rest }: T) {
  return { ...rest, ...(slots && { slots }) };
}

export const noneHtml = (words: string): string => `<p class="sg-none">${escapeXml(words)}</p>`;

function picturesHtml({ id, height }: DrawnPanel, full: ChartModel, { widths }: DrawHow): string {
  const isOne = widths.length === 1;
  const model = full.kind === 'time' && !isOne ? thinModel(full, firstPoints / Math.max(1, full.series.length)) : full;
  const legend = legendOf(full);
  const room = height - (legend.length > 0 ? legendHeight : 0);
  const pictures = widths.map((width) => {
    const scene = buildScene(model, { width, height: room, theme: 'css' });
    const size = isOne ? '' : ` data-w="${width}"`;
    return `<div class="sg-plot"${size}>${sceneToSvg(scene, `c-${id}-${width}`)}</div>`;
  });
  return pictures.join('') + legendHtml(legend);
}

/** Only these have one; the scene of a chart over time is too large to be built for it. */
function legendOf(model: ChartModel): readonly LegendItem[] {
  if (model.kind === 'time') return timeLegend(model, 'css');
  return model.kind === 'funnel' ? buildScene(model, { width: 300, height: 100, theme: 'css' }).legend : [];
}

function legendHtml(items: readonly LegendItem[]): string {
  if (items.length === 0) return '';
  const swatch = ({ color, dash, opacity = 1 }: LegendItem) =>
    `<svg width="14" height="10" aria-hidden="true"><line x1="0" x2="14" y1="5" y2="5" stroke="${escapeXml(color)}" stroke-width="${dash ? 2 : 6}" stroke-opacity="${opacity}"${dash ? ` stroke-dasharray="${escapeXml(dash)}"` : ''}/></svg>`;
  const entries = items.map((item) => `<li>${swatch(item)}${escapeXml(item.label)}</li>`);
  return `<ul class="sg-legend">${entries.join('')}</ul>`;
}
