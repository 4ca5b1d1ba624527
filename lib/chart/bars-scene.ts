import type { BarModel, BarsModel } from './bars-model';
import { describeBars } from './describe';
import { formatValue } from './format-number';
import { chromeOf, emptyScene } from './frame';
import { paint, type ChartTheme } from './palette';
import { px, type Mark, type Scene, type SceneSize } from './scene-types';
import { fitText, textWidth } from './text-width';

const labelSize = 12;
const tallestRow = 36;
const leastRow = 20;

/**
 * The length of each bar and comparison tick as a share, 0 to 1, of the room between the lowest and the highest value.
 * "Other" has no bar: it is many groups together, and would dwarf the ones that are ranked.
 */
export function barShares(rows: readonly BarModel[]): { from: number; to: number; previous?: number }[] {
  const values = rows.flatMap((row) => (row.isOther ? [] : [row.value ?? 0, row.previous ?? 0]));
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  // Halved before the difference, which two huge values of opposite sign would overflow.
  const span = high / 2 - low / 2;
  const share = (value: number) => (span > 0 ? (value / 2 - low / 2) / span : 0);
  return rows.map((row) => {
    if (row.isOther) return { from: share(0), to: share(0) };
    return {
      from: Math.min(share(0), share(row.value ?? 0)),
      to: Math.max(share(0), share(row.value ?? 0)),
      ...(row.previous === undefined || row.previous === null ? {} : { previous: share(row.previous) }),
    };
  });
}

/** Ranked horizontal bars: label left, value right, a tick where the earlier value was. */
export function barsScene(model: BarsModel, size: SceneSize): Scene {
  const base = emptyScene(size, { title: model.title, description: describeBars(model) });
  const chrome = chromeOf(size, model.title, []);
  const top = chrome.top + 4;
  const room = Math.max(0, size.height - top - Math.max(4, chrome.bottom));
  const rows = model.rows.slice(0, Math.max(1, Math.floor(room / leastRow)));
  const plot = { left: chrome.side, top, width: Math.max(0, size.width - 2 * chrome.side), height: room };
  if (rows.length === 0) return { ...base, plot, marks: chrome.marks };
  const rowHeight = Math.min(tallestRow, room / rows.length);
  const values = rows.map((row) => formatValue(row.value, model.unit));
  const valueWidth = Math.min(plot.width * 0.3, Math.max(...values.map((text) => textWidth(text, labelSize))) + 12);
  const labelWidth = Math.min(plot.width * 0.38, Math.max(...rows.map((row) => textWidth(row.label, labelSize))) + 12);
  const track = { left: plot.left + labelWidth, width: Math.max(0, plot.width - labelWidth - valueWidth) };
  const shares = barShares(rows);
  const marks = rows.flatMap((row, index) =>
    rowMarks(row, {
      top: top + index * rowHeight,
      height: rowHeight,
      share: shares[index] ?? { from: 0, to: 0 },
      track,
      label: { x: plot.left, width: labelWidth - 8 },
      value: { x: plot.left + plot.width, text: values[index] ?? '' },
      theme: size.theme,
    }),
  );
  return { ...base, plot, marks: [...chrome.marks, ...marks] };
}

type RowRoom = {
  top: number;
  height: number;
  share: { from: number; to: number; previous?: number };
  track: { left: number; width: number };
  label: { x: number; width: number };
  value: { x: number; text: string };
  theme: ChartTheme;
};

function rowMarks(row: BarModel, room: RowRoom): Mark[] {
  const { top, height, share, track, theme } = room;
  const key = row.isOther ? 'other' : row.group.join('\u0001');
  const thickness = Math.min(14, height * 0.5);
  const y = px(top + (height - thickness) / 2);
  const middle = px(top + height / 2 + labelSize * 0.35);
  const color = paint(row.isOther ? 'chart-muted' : 'chart-1', theme);
  const text = { type: 'text', key, y: middle, fontSize: labelSize } as const;
  const bar = { type: 'rect', key, y, height: px(thickness), radius: 3 } as const;
  const marks: Mark[] = [
    {
      ...text,
      x: px(room.label.x),
      text: fitText(row.label, room.label.width, labelSize),
      anchor: 'start',
      color: paint('chart-ink', theme),
      weight: 400,
    },
    { ...bar, x: px(track.left), width: px(track.width), color: paint('chart-grid', theme), opacity: 1 },
    {
      ...bar,
      x: px(track.left + share.from * track.width),
      width: px((share.to - share.from) * track.width),
      color,
      opacity: 1,
    },
    {
      ...text,
      x: px(room.value.x),
      text: room.value.text,
      anchor: 'end',
      color: paint('chart-ink', theme),
      weight: 500,
    },
  ];
  if (share.previous !== undefined) {
    const tickWidth = Math.min(2, track.width);
    const x = px(track.left + Math.min(share.previous * track.width, track.width - tickWidth));
    marks.push({
      type: 'rect',
      key,
      x,
      y: px(y - 3),
      width: px(tickWidth),
      height: px(thickness + 6),
      radius: 1,
      color: paint('chart-text', theme),
      opacity: 1,
    });
  }
  return marks;
}
