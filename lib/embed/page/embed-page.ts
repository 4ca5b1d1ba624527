import { micromark } from 'micromark';
import { escapeXml } from '@/lib/chart/svg';
import type { BoardPanel } from '@/lib/dashboards/board/resolve-board';
import { rangeLabel } from '@/lib/dashboards/view/range-presets';
import type { EmbedView } from '@/lib/embed/load-view';
import { bodyHtml, noneHtml, type DrawnPanel } from '@/lib/embed/draw/body-html';
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
  const { locale } = look;
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
  if (isAlone)
    return Math.max(60, (look.height ?? 0) - aroundPx.page - aroundPx.foot - aroundPx.panel - headOf(panel, look));
  return h * rowPx + (h - 1) * gapPx - aroundPx.panel - headOf(panel, look);
}

const isBareIn = ({ title }: Pick<BoardPanel, 'title'>, { isTitleShown }: Look): boolean =>
  title === '' || !isTitleShown;
/** Without a title there is as much room above as below. */
const headOf = (panel: BoardPanel, look: Look): number => (isBareIn(panel, look) ? 12 : headPx);

/** Places and heights as rules of the style sheet, because a style attribute would need `unsafe-inline`. */
function placesCss(panels: readonly BoardPanel[], input: EmbedPageInput): string {
  const rules = panels.map((panel) => `#p-${panel.id} .sg-body{height:${heightOf(panel, input)}px}`);
  if (panels.length === 1) return `section{grid-column:1/-1}${rules.join('')}`;
  const places = panels.map(
    ({ id, layout: { x, y, w, h } }) => `#p-${id}{grid-column:${x + 1}/span ${w};grid-row:${y + 1}/span ${h}}`,
  );
  const pairs = inPairs(panels).map((id) => `#p-${id}{grid-column:auto}`);
  const narrow = `.sg-grid{grid-template-columns:repeat(2,minmax(0,1fr))}section{grid-column:1/-1}${pairs.join('')}`;
  const grown = panels.filter(({ type }) => type === 'text').map(({ id }) => `#p-${id} .sg-body{height:auto}`);
  return `${rules.join('')}@media (max-width:767px){${narrow}${grown.join('')}}@media (min-width:768px){.sg-grid{grid-auto-rows:${rowPx}px}${places.join('')}}`;
}

/** Small numbers stand side by side on a phone; one without a partner has the whole width. */
function inPairs(panels: readonly BoardPanel[]): string[] {
  const isSmall = (panel: BoardPanel | undefined) =>
    panel?.type === 'chart' && panel.panel.chart === 'number' && panel.layout.w <= 6;
  const paired: string[] = [];
  for (let index = 0; index < panels.length - 1; index += 1) {
    const [one, next] = [panels[index], panels[index + 1]];
    if (!one || !next || !isSmall(one) || !isSmall(next)) continue;
    paired.push(one.id, next.id);
    index += 1;
  }
  return paired;
}

function drawnOf({ panel }: ChartBox, input: EmbedPageInput): DrawnPanel {
  const { id, title, chart, unit, betterWhen, size } = panel;
  const layout = { x: 0, y: 0, w: size.columns, h: size.rows };
  const height = heightOf({ type: 'text', id, title, layout, markdown: '' }, input);
  return { id, title, chart, unit, height, timezone: panel.spec.timezone, ...(betterWhen && { betterWhen }) };
}

function panelHtml(panel: BoardPanel, input: EmbedPageInput, locale: string): string {
  const { look, answers, now } = input;
  const known = answers.get(panel.id);
  const age = known?.answer ? ageText(known.answer.meta, { now, locale }) : '';
  const isBare = isBareIn(panel, look);
  const head = isBare
    ? ''
    : `<header><h2 id="t-${panel.id}">${escapeXml(panel.title)}</h2><span class="sg-age">${escapeXml(age)}</span></header>`;
  const name = isBare ? `aria-label="${escapeXml(panel.title)}"` : `aria-labelledby="t-${panel.id}"`;
  const bare = isBare ? ' data-bare' : '';
  return `<section id="p-${panel.id}" ${name}${bare}>${head}<div class="sg-body">${contentHtml(panel, { input, known, locale })}</div></section>`;
}

type Known = { input: EmbedPageInput; known: PanelAnswer | undefined; locale: string };

function contentHtml(panel: BoardPanel, { input, known, locale }: Known): string {
  if (panel.type === 'text') return `<div class="sg-text">${micromark(panel.markdown)}</div>`;
  if (panel.type === 'fault') return noneHtml(panel.reason);
  if (known?.answer) {
    const data = { data: known.answer.data, ...(known.spark && { spark: known.spark.data }) };
    return bodyHtml(drawnOf(panel, input), data, { widths: widthsOf(panel.layout.w), locale });
  }
  const words = wordsOf(locale);
  return noneHtml(known?.fault ?? words.loading);
}

/** How wide a panel of so many columns may turn out to be. */
const widthsOf = (columns: number): number[] => (columns <= 4 ? [340] : columns <= 8 ? [340, 620] : [340, 620, 960]);

function footHtml({ view, answers, now }: EmbedPageInput, locale: string): string {
  const words = wordsOf(locale);
  const charts = view.panels.filter(isChart);
  const [only] = charts;
  const range = charts.length === 1 && only ? only.panel.spec.range : view.view.range;
  const times = [...answers.values()].flatMap(({ answer }) => (answer ? [answer.meta.asOf] : []));
  const asOf = times.length > 0 ? Math.min(...times) : now;
  const clock = new Intl.DateTimeFormat(locale, {
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
