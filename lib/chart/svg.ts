import { area, line } from 'd3-shape';
import { fontFamily, fontSize, px, type Mark, type Point, type Rect, type Scene } from './scene-types';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as XML may carry it: reserved characters escaped, control characters and lone surrogates replaced. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[&<>"']/g, (char) => entities[char] ?? char)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}

type Attributes = Record<string, string | number | undefined>;

function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('');
  return content ? `<${name}${written}>${content}</${name}>` : `<${name}${written}/>`;
}

const linePath = line<Point>().digits(2);
const bandPath = area<{ upper: Point; lower: Point }>()
  .x((edge) => edge.upper[0])
  .y0((edge) => edge.lower[1])
  .y1((edge) => edge.upper[1])
  .digits(2);

/** The path of a band's runs, closed; coordinates with at most two decimals. */
export function bandData(runs: readonly { upper: readonly Point[]; lower: readonly Point[] }[]): string {
  return runs
    .map(
      ({ upper, lower }) =>
        bandPath(upper.map((point, index) => ({ upper: point, lower: lower[index] ?? point }))) ?? '',
    )
    .join('');
}

/** The path of a line's runs. */
export function lineData(runs: readonly (readonly Point[])[]): string {
  return runs.map((run) => linePath(run as Point[]) ?? '').join('');
}

/** Boxes as one path. */
export function boxData(boxes: readonly Rect[]): string {
  return boxes.map(([x, y, width, height]) => `M${x} ${y}h${width}v${height}h${-width}z`).join('');
}

/** A whole SVG document; ids inside it begin with `idPrefix`, so that several can share a page. */
export function sceneToSvg(scene: Scene, idPrefix = 'chart'): string {
  const { width, height } = scene;
  const title = `${idPrefix}-title`;
  const desc = `${idPrefix}-desc`;
  const gradients = scene.marks.flatMap((mark, index) =>
    mark.type === 'band' && mark.isGradient ? [gradient(scene, mark, `${idPrefix}-fade-${index}`)] : [],
  );
  const body = [
    element('title', { id: title }, escapeXml(scene.title)),
    element('desc', { id: desc }, escapeXml(scene.description)),
    gradients.length > 0 ? element('defs', {}, gradients.join('')) : '',
    scene.background ? element('rect', { width, height, fill: scene.background }) : '',
    furniture(scene),
    ...scene.marks.map((mark, index) => markSvg(mark, `${idPrefix}-fade-${index}`)),
  ];
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-labelledby': `${title} ${desc}`,
      'font-family': fontFamily,
      'font-size': fontSize,
    },
    body.join(''),
  );
}

function gradient(scene: Scene, mark: Extract<Mark, { type: 'band' }>, id: string): string {
  const { top, height } = scene.plot;
  const stops =
    element('stop', { offset: 0, 'stop-color': mark.color, 'stop-opacity': mark.opacity }) +
    element('stop', { offset: 1, 'stop-color': mark.color, 'stop-opacity': px(mark.opacity * 0.06) });
  return element(
    'linearGradient',
    { id, gradientUnits: 'userSpaceOnUse', x1: 0, x2: 0, y1: top, y2: top + height },
    stops,
  );
}

function furniture({ plot, xTicks, yTicks, colors, baseline }: Scene): string {
  const right = px(plot.left + plot.width);
  const grid = yTicks.map(({ position }) =>
    element('line', {
      x1: plot.left,
      x2: right,
      y1: position,
      y2: position,
      stroke: position === baseline ? colors.axis : colors.grid,
    }),
  );
  const yLabels = yTicks.map(({ position, label }) =>
    element('text', { x: plot.left - 8, y: px(position + fontSize * 0.35), 'text-anchor': 'end' }, escapeXml(label)),
  );
  const xLabels = xTicks.map(({ position, label }) =>
    element('text', { x: position, y: px(plot.top + plot.height + 16), 'text-anchor': 'middle' }, escapeXml(label)),
  );
  const labels = [...yLabels, ...xLabels].join('');
  return grid.join('') + (labels ? element('g', { fill: colors.text }, labels) : '');
}

function lineSvg(mark: Extract<Mark, { type: 'line' }>): string {
  return element('path', {
    d: lineData(mark.runs),
    fill: 'none',
    stroke: mark.color,
    'stroke-width': mark.width,
    'stroke-linejoin': 'round',
    'stroke-linecap': mark.dash ? 'butt' : 'round',
    'stroke-dasharray': mark.dash,
    'stroke-opacity': mark.opacity === 1 ? undefined : px(mark.opacity),
  });
}

function markSvg(mark: Mark, gradientId: string): string {
  switch (mark.type) {
    case 'line':
      return lineSvg(mark);
    case 'band':
      return element('path', {
        d: bandData(mark.runs),
        fill: mark.isGradient ? `url(#${gradientId})` : mark.color,
        'fill-opacity': mark.isGradient ? undefined : px(mark.opacity),
      });
    case 'rect': {
      const { x, y, width, height, color } = mark;
      return element('rect', {
        x,
        y,
        width,
        height,
        rx: mark.radius,
        fill: color,
        'fill-opacity': mark.opacity === 1 ? undefined : mark.opacity,
      });
    }
    case 'boxes': {
      const { boxes, color, opacity, dash } = mark;
      const edge = dash ? { stroke: color, 'stroke-dasharray': dash } : {};
      return element('path', { d: boxData(boxes), fill: color, 'fill-opacity': opacity, ...edge });
    }
    case 'shape':
      return element('path', { d: mark.path, fill: mark.color, 'fill-opacity': mark.opacity });
    case 'dot':
      return element('circle', { cx: mark.x, cy: mark.y, r: mark.radius, fill: mark.color });
    case 'text': {
      const { x, y, anchor, weight } = mark;
      return element(
        'text',
        { x, y, 'text-anchor': anchor, fill: mark.color, 'font-size': mark.fontSize, 'font-weight': weight },
        escapeXml(mark.text),
      );
    }
  }
}
