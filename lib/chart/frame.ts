import { paint, type ChartTheme } from './palette';
import type { AxisTick, Box, LegendItem, Mark, Point, Scene, SceneSize } from './scene-types';
import { fontSize, px } from './scene-types';
import { fitText, textWidth } from './text-width';

/** The empty picture: background, furniture paints, and title and legend when they belong inside. */
export function emptyScene(size: SceneSize, about: { title: string; description: string }): Scene {
  return {
    width: size.width,
    height: size.height,
    ...about,
    ...(size.hasChrome && size.theme !== 'css' ? { background: paint('chart-background', size.theme) } : {}),
    plot: { left: 0, top: 0, width: Math.max(0, size.width), height: Math.max(0, size.height) },
    colors: {
      grid: paint('chart-grid', size.theme),
      axis: paint('chart-axis', size.theme),
      text: paint('chart-text', size.theme),
    },
    xTicks: [],
    yTicks: [],
    marks: [],
    legend: [],
  };
}

const padding = 16;
const legendRow = 20;
/** Pictures lower than this, px, have a smaller title, narrower edges and no legend. */
const compactBelow = 130;

export type Chrome = { top: number; bottom: number; side: number; marks: Mark[] };

/** Title above and legend below, as marks, and the room they take; nothing when the page draws them itself. */
export function chromeOf(size: SceneSize, title: string, legend: readonly LegendItem[]): Chrome {
  if (!size.hasChrome) return { top: 0, bottom: 0, side: 0, marks: [] };
  if (size.height < compactBelow) {
    const heading = titleMark(title, size, { x: 8, y: 17, fontSize: 12 });
    return { top: 22, bottom: 2, side: 4, marks: [heading] };
  }
  const inner = Math.max(0, size.width - 2 * padding);
  const heading = titleMark(title, size, { x: padding, y: padding + 12, fontSize: 14 });
  const entries = legendMarks(legend, size, inner);
  return {
    top: padding + 26,
    bottom: padding - 6 + entries.height,
    side: padding - 4,
    marks: [heading, ...entries.marks],
  };
}

function titleMark(title: string, size: SceneSize, at: { x: number; y: number; fontSize: number }): Mark {
  const text = fitText(title, Math.max(0, size.width - 2 * at.x), at.fontSize);
  const color = paint('chart-ink', size.theme);
  return { type: 'text', key: 'title', ...at, text, anchor: 'start', color, weight: 600 };
}

/** As many legend entries as fit in two rows. */
function legendMarks(legend: readonly LegendItem[], size: SceneSize, inner: number): { marks: Mark[]; height: number } {
  const placed: LegendEntry[] = [];
  let x = 0;
  let row = 0;
  for (const item of legend) {
    const label = fitText(item.label, Math.min(180, inner - 18), fontSize);
    const width = 18 + textWidth(label, fontSize) + 14;
    if (x > 0 && x + width > inner) {
      row += 1;
      x = 0;
    }
    if (row > 1) break;
    placed.push({ item, label, x, row });
    x += width;
  }
  const rows = placed.length === 0 ? 0 : (placed.at(-1)?.row ?? 0) + 1;
  const top = size.height - padding - rows * legendRow;
  const marks = placed.flatMap((entry) => entryMarks(entry, top, size.theme));
  return { marks, height: rows === 0 ? 0 : rows * legendRow + 6 };
}

type LegendEntry = { item: LegendItem; label: string; x: number; row: number };

function entryMarks({ item, label, x, row }: LegendEntry, top: number, theme: ChartTheme): Mark[] {
  const y = top + row * legendRow + 14;
  const left = padding + x;
  const base = { key: `legend-${item.key}`, color: item.color, opacity: item.opacity ?? 1 };
  const line: Point[] = [
    [left, y - 4],
    [left + 12, y - 4],
  ];
  const swatch: Mark = item.dash
    ? { ...base, type: 'line', runs: [line], width: 2, dash: item.dash }
    : { ...base, type: 'rect', x: left, y: y - 8, width: 8, height: 8, radius: 2 };
  const text: Mark = {
    type: 'text',
    key: base.key,
    x: left + (item.dash ? 18 : 14),
    y,
    text: label,
    anchor: 'start',
    color: paint('chart-text', theme),
    fontSize,
    weight: 400,
  };
  return [swatch, text];
}

/** The plot inside the picture, its left margin as wide as the widest label but never more than 40 % of the width. */
export function plotBox(size: SceneSize, chrome: Chrome, yLabels: readonly string[]): Box {
  const widest = Math.max(0, ...yLabels.map((label) => textWidth(label, fontSize)));
  const left = Math.min(Math.ceil(widest) + 10 + chrome.side, Math.floor(size.width * 0.4));
  const right = Math.min(10 + chrome.side, Math.floor(size.width * 0.1));
  const top = Math.min(8 + chrome.top, Math.floor(size.height * 0.4));
  const bottom = Math.min(22 + chrome.bottom, Math.floor(size.height * 0.4));
  return { left, top, width: Math.max(0, size.width - left - right), height: Math.max(0, size.height - top - bottom) };
}

const leastBetween = 14;

/** Value ticks as positions; when the plot is too low for all labels, every second or third, or only the lowest. */
export function valueTicks(
  ticks: readonly number[],
  scale: (value: number) => number,
  label: (value: number) => string,
): AxisTick[] {
  const first = scale(ticks[0] ?? 0);
  const between = ticks.length > 1 ? Math.abs(first - scale(ticks[1] ?? 0)) : Infinity;
  const every = between > 0 ? Math.max(1, Math.ceil(leastBetween / between)) : ticks.length;
  return ticks
    .filter((_, index) => index % every === 0)
    .map((tick) => ({ position: px(scale(tick)), label: label(tick) }));
}
