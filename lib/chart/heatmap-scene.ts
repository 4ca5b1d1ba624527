import { describeHeatmap } from './describe';
import type { HeatmapModel, HeatRow } from './heatmap-model';
import { heatPaint, paint } from './palette';
import { picture } from './picture';
import { px, type Box, type Mark, type Scene, type SceneSize } from './scene-types';
import { textMark } from './text-mark';
import { textWidth } from './text-width';

const headHeight = 20;
const small = 11;

/** A grid of coloured cells with their numbers where these fit. */
export function heatmapScene(model: HeatmapModel, size: SceneSize): Scene {
  const about = { title: model.title, description: describeHeatmap(model) };
  return picture(size, about, (box) => (model.rows.length === 0 ? [] : gridMarks(model, box, size)));
}

function gridMarks(model: HeatmapModel, box: Box, size: SceneSize): Mark[] {
  const { theme } = size;
  const isWeek = model.of === 'week';
  const labels = model.rows.map((row) => (isWeek ? row.shortLabel : row.label));
  const label = widest([...labels, model.heads.row], box.width * 0.3);
  const count = model.heads.size === undefined ? 0 : widest([model.heads.size, ...sizes(model.rows)], box.width * 0.15);
  const grid = { left: box.left + label + count, top: box.top + headHeight };
  const columnWidth = Math.max(0, (box.width - label - count) / Math.max(1, model.heads.columns.length));
  const room = Math.max(0, box.height - headHeight);
  const rows = model.rows.slice(0, Math.max(1, Math.floor(room / 18)));
  const rowHeight = Math.min(isWeek ? 44 : 30, room / rows.length);
  const names = model.heads.columns.map((name) => (isWeek ? name.slice(0, 2) : name));
  // All numbers or none: a grid with some of them reads as if the others were missing.
  const hasTexts =
    rowHeight >= 15 &&
    model.rows.every(({ cells }) => cells.every(({ text }) => textWidth(text, small) <= columnWidth - 2));
  const every = Math.max(1, Math.ceil(widest(names, Infinity) / Math.max(1, columnWidth)));
  const heads = names.flatMap((name, index) =>
    index % every === 0
      ? textMark(name, {
          key: `head-${index}`,
          x: grid.left + (index + 0.5) * columnWidth,
          y: box.top + 13,
          width: every * columnWidth,
          anchor: 'middle',
          color: 'chart-text',
          fontSize: small,
          theme,
        })
      : [],
  );
  const body = rows.flatMap((row, index) => {
    const place = { x: grid.left, y: grid.top + index * rowHeight, width: columnWidth, height: rowHeight, hasTexts };
    const y = place.y + rowHeight / 2 + small * 0.35;
    const base = { y, fontSize: small, theme, weight: row.isSummary ? 600 : 400 } as const;
    return [
      ...textMark(labels[index] ?? '', { ...base, key: `row-${index}`, x: box.left, width: label - 8 }),
      ...textMark(row.size ?? '', {
        ...base,
        key: `size-${index}`,
        x: grid.left - 10,
        width: count - 8,
        anchor: 'end',
        color: 'chart-text',
      }),
      ...cellMarks(row, place, size),
    ];
  });
  return [...heads, ...body];
}

const sizes = (rows: readonly HeatRow[]) => rows.map(({ size }) => size ?? '');

function widest(texts: readonly string[], most: number): number {
  return Math.min(most, Math.max(...texts.map((text) => textWidth(text, small))) + 12);
}

type RowPlace = { x: number; y: number; width: number; height: number; hasTexts: boolean };

function cellMarks(row: HeatRow, place: RowPlace, size: SceneSize): Mark[] {
  const gap = Math.min(1, place.width / 4, place.height / 4);
  return row.cells.flatMap((cell, index): Mark[] => {
    if (cell.share === null) return [];
    const key = `cell-${index}`;
    const left = place.x + index * place.width;
    const box = {
      x: px(left + gap),
      y: px(place.y + gap),
      width: px(Math.max(0, place.width - 2 * gap)),
      height: px(Math.max(0, place.height - 2 * gap)),
    };
    const text = place.hasTexts
      ? textMark(cell.text, {
          key,
          x: left + place.width / 2,
          y: place.y + place.height / 2 + small * 0.35,
          width: place.width,
          anchor: 'middle',
          fontSize: small,
          theme: size.theme,
        })
      : [];
    const fill: Mark = { type: 'rect', key, ...box, radius: 2, color: heatPaint(cell.share, size.theme), opacity: 1 };
    if (!cell.isOpen) return [fill, ...text];
    const edge: Mark = {
      type: 'boxes',
      key: `open-${index}`,
      boxes: [[box.x + gap / 2, box.y + gap / 2, Math.max(0, box.width - gap), Math.max(0, box.height - gap)]],
      color: paint('chart-text', size.theme),
      opacity: 0,
      dash: '2 2',
    };
    return [fill, edge, ...text];
  });
}
