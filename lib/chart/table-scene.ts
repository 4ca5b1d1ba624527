import { describeTable } from './describe';
import { paint } from './palette';
import { picture } from './picture';
import { px, type Box, type Mark, type Scene, type SceneSize } from './scene-types';
import { sortedRows, type TableColumn, type TableModel } from './table-model';
import { textMark } from './text-mark';
import { textWidth } from './text-width';

const rowHeight = 24;
const between = 16;
const text = 12;

/** As many rows and columns as there is room for, and how many more there are. */
export function tableScene(model: TableModel, size: SceneSize): Scene {
  return picture(size, { title: model.title, description: describeTable(model) }, (box) =>
    tableMarks(model, box, size),
  );
}

function tableMarks(model: TableModel, box: Box, { theme }: SceneSize): Mark[] {
  const room = Math.max(0, Math.floor(box.height / rowHeight) - 1);
  const all = sortedRows(model.rows, model.sortedBy);
  // The last row is for how many more there are.
  const rows = all.slice(0, all.length > room ? Math.max(0, room - 1) : room);
  const columns = columnRooms(model, rows, box.width);
  const baseline = (row: number) => box.top + row * rowHeight + rowHeight * 0.68;
  const rule = (y: number): Mark => {
    const place = { x: px(box.left), y: px(y), width: px(box.width), height: Math.min(1, box.height) };
    return { type: 'rect', key: `rule-${y}`, ...place, radius: 0, color: paint('chart-axis', theme), opacity: 1 };
  };
  const cell = (value: string, at: ColumnRoom, row: number) =>
    textMark(value, {
      key: `cell-${row}-${at.left}`,
      x: box.left + (at.column.type === 'number' ? at.left + at.width : at.left),
      y: baseline(row),
      width: at.width,
      anchor: at.column.type === 'number' ? 'end' : 'start',
      color: row === 0 ? 'chart-text' : 'chart-ink',
      fontSize: text,
      weight: row === 0 ? 500 : 400,
      theme,
    });
  const head = columns.flatMap((at) => cell(at.column.name, at, 0));
  const body = rows.flatMap((row, index) => columns.flatMap((at) => cell(row.texts[at.index] ?? '', at, index + 1)));
  const more = all.length - rows.length;
  const note = textMark(`and ${more} more`, {
    key: 'more',
    x: box.left,
    y: baseline(rows.length + 1),
    width: box.width,
    color: 'chart-text',
    theme,
  });
  if (room === 0) return head;
  return [
    ...head,
    rule(Math.min(box.top + rowHeight - 1, box.top + box.height - 1)),
    ...body,
    ...(more > 0 ? note : []),
  ];
}

type ColumnRoom = { column: TableColumn; index: number; left: number; width: number };

/** Columns as wide as their texts need, narrower ones when the picture is; those beyond its edge are left away. */
function columnRooms({ columns }: TableModel, rows: TableModel['rows'], width: number): ColumnRoom[] {
  const wanted = columns.map((column, index) =>
    Math.min(
      220,
      Math.max(textWidth(column.name, text), ...rows.map((row) => textWidth(row.texts[index] ?? '', text))) + 2,
    ),
  );
  const total = wanted.reduce((sum, one) => sum + one + between, -between);
  const stretch = total < width && wanted.length > 1 ? (width - total) / (wanted.length - 1) : 0;
  const shrink = total > width ? Math.max(0.55, width / total) : 1;
  let left = 0;
  return columns.flatMap((column, index): ColumnRoom[] => {
    const own = (wanted[index] ?? 0) * shrink;
    const at = { column, index, left, width: Math.min(own, Math.max(0, width - left)) };
    const fits = left + own <= width + 1 || index === 0;
    // A number belongs under the right edge of its column, so the room that is left over stands before it.
    const next = columns[index + 1];
    left += own + between + (next ? stretch : 0);
    return fits ? [at] : [];
  });
}
