import { micromark } from 'micromark';
import { escapeXml } from '@/lib/chart/svg';
import type { BoardPanel } from '@/lib/dashboards/board/resolve-board';
import { rangeLabel } from '@/lib/dashboards/view/range-presets';
import type { EmbedView } from '@/lib/embed/load-view';
import { bodyHtml, noneHtml, type DrawnPanel } from '@/lib/embed/draw/body-html';
import { createLocale, type Locale } from '@/lib/embed/draw/locale';
import type { PageConfig } from '@/lib/embed/draw/page-config';
import { wordsOf } from '@/lib/embed/draw/words';
import type { Answer } from '@/lib/model/answer';
import type { EmbedSettings } from '@/lib/model/embed';
import { ageText } from '@/lib/embed/draw/age-text';
import { configHtml, documentHtml } from './document';
import type { Look } from './look';
import { pageStyle } from './page-style';

/** What is known of a panel when the page is sent. */
export type PanelAnswer = { answer: Answer | null; spark: Answer | null; fault?: string };
export type EmbedPageInput = {
  view: EmbedView;
  answers: ReadonlyMap<string, PanelAnswer>;
  settings: EmbedSettings;
  look: Look;
  nonce: string;
  script: string;
  grant: string | null;
  filters: string;
  /** Unix ms. */
  now: number;
};

type ChartBox = Extract<BoardPanel, { type: 'chart' }>;

/** The page of an embed: complete and readable without script. */
export function embedPage(input: EmbedPageInput): string {
  const { view, look, nonce, settings, filters } = input;
  const locale = createLocale(look.locale);
  const isSingle = view.panels.length === 1 && view.panels[0]?.id === 'chart';
  const title = look.isTitleShown && !isSingle ? `<h1>${escapeXml(view.title)}</h1>` : '';
  const sections = view.panels.map((panel) => panelHtml(panel, input, locale)).join('');
  const config: PageConfig = {
    grant: input.grant,
    locale: look.locale,
    panels: view.panels.filter(isChart).map((panel) => ({
      ...drawnOf(panel, input),
      hasSpark: panel.panel.spark !== undefined,
    })),
    origins: settings.frameAncestors,
  };
  return documentHtml({
    title: view.title,
    look,
    nonce,
    style: pageStyle(settings, placesCss(view.panels, input)),
    body: `<main>${title}${filters}<div class="sg-grid">${sections}</div>${footHtml(input, locale)}</main>${configHtml(config, nonce)}`,
    script: input.script,
  });
}

const isChart = (panel: BoardPanel): panel is ChartBox => panel.type === 'chart';

const rowPx = 56;
const gapPx = 10;
const headPx = 38;
/** Padding of the page, the foot, and the border and lower padding of a panel. */
const aroundPx = { page: 16, foot: 28, panel: 14 };

function heightOf(panel: BoardPanel, { look, view }: EmbedPageInput): number {
  const { h } = panel.layout;
  const isAlone = view.panels.length === 1 && look.height !== undefined;
  if (isAlone) return Math.max(60, (look.height ?? 0) - aroundPx.page - aroundPx.foot - aroundPx.panel - headOf(look));
  return h * rowPx + (h - 1) * gapPx - aroundPx.panel - headPx;
}

const headOf = ({ isTitleShown }: Look): number => (isTitleShown ? headPx : 12);

/** Places and heights as rules of the style sheet, because a style attribute would need `unsafe-inline`. */
function placesCss(panels: readonly BoardPanel[], input: EmbedPageInput): string {
  const rules = panels.map((panel) => {
    const { x, y, w, h } = panel.layout;
    const id = `#p-${panel.id}`;
    const place = `@media (min-width:768px){${id}{grid-column:${x + 1}/span ${w};grid-row:${y + 1}/span ${h}}}`;
    return `${id} .sg-body{height:${heightOf(panel, input)}px}${panels.length > 1 ? place : ''}`;
  });
  return `@media (min-width:768px){.sg-grid{grid-auto-rows:${panels.length > 1 ? `${rowPx}px` : 'auto'}}}${panels.length === 1 ? 'section{grid-column:1/-1}' : ''}${rules.join('')}`;
}

function drawnOf({ panel }: ChartBox, input: EmbedPageInput): DrawnPanel {
  const { id, title, chart, unit, betterWhen, size } = panel;
  const layout = { x: 0, y: 0, w: size.columns, h: size.rows };
  const height = heightOf({ type: 'text', id, title, layout, markdown: '' }, input);
  return { id, title, chart, unit, height, timezone: panel.spec.timezone, ...(betterWhen && { betterWhen }) };
}

function panelHtml(panel: BoardPanel, input: EmbedPageInput, locale: Locale): string {
  const { look, answers, now } = input;
  const known = answers.get(panel.id);
  const age = known?.answer ? ageText(known.answer.meta, { now, locale }) : '';
  const isBare = panel.title === '' || !look.isTitleShown;
  const head = isBare
    ? `<header hidden></header>`
    : `<header><h2 id="t-${panel.id}">${escapeXml(panel.title)}</h2><span class="sg-age">${escapeXml(age)}</span></header>`;
  const name = isBare ? `aria-label="${escapeXml(panel.title)}"` : `aria-labelledby="t-${panel.id}"`;
  return `<section id="p-${panel.id}" ${name}>${head}<div class="sg-body">${contentHtml(panel, { input, known, locale })}</div></section>`;
}

type Known = { input: EmbedPageInput; known: PanelAnswer | undefined; locale: Locale };

function contentHtml(panel: BoardPanel, { input, known, locale }: Known): string {
  if (panel.type === 'text') return `<div class="sg-text">${micromark(panel.markdown)}</div>`;
  if (panel.type === 'fault') return noneHtml(panel.reason);
  if (known?.answer) {
    const data = { data: known.answer.data, ...(known.spark && { spark: known.spark.data }) };
    return bodyHtml(drawnOf(panel, input), data, { widths: widthsOf(panel.layout.w), locale });
  }
  const words = wordsOf(locale.name);
  return noneHtml(known?.fault ?? words.loading);
}

/** How wide a panel of so many columns may turn out to be. */
const widthsOf = (columns: number): number[] => (columns <= 4 ? [340] : columns <= 8 ? [340, 620] : [340, 620, 960]);

function footHtml({ view, answers, now }: EmbedPageInput, locale: Locale): string {
  const words = wordsOf(locale.name);
  const charts = view.panels.filter(isChart);
  const [only] = charts;
  const range = charts.length === 1 && only ? only.panel.spec.range : view.view.range;
  const times = [...answers.values()].flatMap(({ answer }) => (answer ? [answer.meta.asOf] : []));
  const asOf = times.length > 0 ? Math.min(...times) : now;
  const clock = new Intl.DateTimeFormat(locale.name, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: view.timezone,
  }).format(asOf);
  const parts = [
    `<span id="sg-live" data-live="off"></span>`,
    charts.length > 0
      ? `<span>${escapeXml(rangeLabel(range, view.timezone))} · ${escapeXml(view.timezone)}</span>`
      : '',
    charts.length > 0 ? `<span>${escapeXml(words.asOf)} <time id="sg-as-of">${escapeXml(clock)}</time></span>` : '',
  ];
  return `<footer>${parts.join('')}</footer>`;
}
