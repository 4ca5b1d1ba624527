import type { Box, Mark, Point, Rect } from '@/lib/chart/scene-types';

/** Tenths of a px: fine enough to look the same when stretched, and a third of the bytes of absolute decimals. */
export const precision = 10;

const whole = (value: number) => Math.round(value * precision);

function relative(points: readonly Point[], from: Point | undefined): string {
  let [x, y] = from ? [whole(from[0]), whole(from[1])] : [0, 0];
  let path = '';
  for (const point of points) {
    const dx = whole(point[0]) - x;
    const dy = whole(point[1]) - y;
    path += dx < 0 || path === '' ? String(dx) : ` ${dx}`;
    path += dy < 0 ? String(dy) : ` ${dy}`;
    x += dx;
    y += dy;
  }
  return path;
}

function run(points: readonly Point[]): string {
  const [first, ...rest] = points;
  return first ? `M${whole(first[0])} ${whole(first[1])}l${relative(rest, first)}` : '';
}

function box([x, y, width, height]: Rect): string {
  const [right, bottom] = [whole(x + width), whole(y + height)];
  return `M${whole(x)} ${whole(y)}H${right}V${bottom}H${whole(x)}z`;
}

/** The path of a line, band or boxes mark in whole tenths of a px, relative where that is shorter. */
export function fluidPath(mark: Extract<Mark, { type: 'line' | 'band' | 'boxes' }>): string {
  if (mark.type === 'line') return mark.runs.map(run).join('');
  if (mark.type === 'boxes') return mark.boxes.map(box).join('');
  return mark.runs.map(({ upper, lower }) => `${run(upper)}L${bandReturn(lower)}z`).join('');
}

/** Back along the lower edge; a straight one needs its two ends only. */
function bandReturn(lower: readonly Point[]): string {
  const back = [...lower].reverse();
  const [first, ...rest] = back;
  const last = back.at(-1);
  if (!first || !last) return '';
  const isStraight = back.every((point) => point[1] === first[1]);
  const start = `${whole(first[0])} ${whole(first[1])}`;
  if (isStraight) return `${start}L${whole(last[0])} ${whole(last[1])}`;
  return `${start}l${relative(rest, first)}`;
}

/** A position between the plot's edges in percent, so that the browser places it at any width. */
export function percent(position: number, plot: Box): string {
  return `${plot.width > 0 ? Math.round(((position - plot.left) / plot.width) * 1e5) / 1e3 : 0}%`;
}
