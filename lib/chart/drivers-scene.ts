import { describeDrivers } from './describe';
import type { DriverModel, DriversModel } from './drivers-model';
import { formatValue } from './format-number';
import { paint } from './palette';
import { picture } from './picture';
import { px, type Box, type Mark, type Scene, type SceneSize } from './scene-types';
import { textMark } from './text-mark';

const rowHeight = 34;

/** Ranked values with their bars to the right of the middle when they drove the measure up, else to the left. */
export function driversScene(model: DriversModel, size: SceneSize): Scene {
  return picture(size, { title: model.title, description: describeDrivers(model) }, (box) =>
    model.rows
      .slice(0, Math.max(1, Math.floor(box.height / rowHeight)))
      .flatMap((row, index) => rowMarks({ row, model, box: { ...box, top: box.top + index * rowHeight }, size })),
  );
}

type RowRoom = { row: DriverModel; model: DriversModel; box: Box; size: SceneSize };

function rowMarks({ row, model, box, size }: RowRoom): Mark[] {
  const { theme } = size;
  const y = box.top + Math.min(rowHeight, box.height) / 2 + 4;
  const track = { left: box.left + box.width * 0.62, width: box.width * 0.38 };
  const middle = track.left + track.width / 2;
  const length = (Math.abs(row.share) * track.width) / 2;
  const left = row.share < 0 ? middle - length : middle;
  const numbers = `${formatValue(row.outside, model.unit)} → ${formatValue(row.inside, model.unit)}`;
  const bar = { type: 'rect', radius: 2, y: px(y - 10), opacity: 1, height: Math.min(12, box.height) } as const;
  return [
    ...textMark(`${row.fieldLabel}: ${row.label}`, { key: row.key, x: box.left, y, width: box.width * 0.36, theme }),
    ...textMark(numbers, {
      key: row.key,
      x: track.left - 12,
      y,
      width: box.width * 0.24,
      anchor: 'end',
      color: 'chart-text',
      theme,
    }),
    {
      ...bar,
      key: row.key,
      x: px(left),
      width: px(length),
      color: paint(row.share < 0 ? 'chart-2' : 'chart-1', theme),
    },
    { ...bar, key: `${row.key}-zero`, x: px(middle), width: Math.min(1, box.width), color: paint('chart-axis', theme) },
  ];
}
