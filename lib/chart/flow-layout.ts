import type { FlowLink, FlowModel, FlowNode } from './flow-model';
import { px, type Box } from './scene-types';

export type PlacedNode = { node: FlowNode; x: number; y: number; height: number };
/** A ribbon from the right edge of one node to the left edge of another, `width` px high at both ends. */
export type PlacedLink = { link: FlowLink; x: [number, number]; y: [number, number]; width: number; isQuiet: boolean };
export type FlowLayout = { nodes: PlacedNode[]; links: PlacedLink[]; nodeWidth: number; columnWidth: number };

const nodeWidth = 8;
const gap = 14;
const roles = { anchor: 0, step: 1, other: 2, end: 3 } as const;

/**
 * Places steps as columns and counts as heights, all on one scale: the largest first, what is other and what ends last. Paths
 * that lead to the anchor have it on the right.
 */
export function flowLayout(model: FlowModel, box: Box): FlowLayout {
  const columns = Array.from({ length: model.depth + 1 }, (_, step) =>
    model.nodes
      .filter((node) => node.step === step)
      .sort((a, b) => roles[a.role] - roles[b.role] || b.count - a.count || (a.label < b.label ? -1 : 1)),
  );
  const tallest = Math.max(1, ...columns.map((column) => column.reduce((sum, { count }) => sum + count, 0)));
  const most = Math.max(1, ...columns.map((column) => column.length));
  const gaps = Math.min(gap, (box.height * 0.4) / most);
  const scale = Math.max(0, box.height - gaps * (most - 1)) / tallest;
  const columnWidth = box.width / (model.depth + 1);
  const isBefore = model.direction === 'before';
  const nodes = columns.flatMap((column, step) => {
    const x = px(box.left + (isBefore ? model.depth - step : step) * columnWidth);
    let y = box.top;
    return column.map((node): PlacedNode => {
      const height = node.count * scale;
      const placed = { node, x, y: px(y), height: px(height) };
      y += height + gaps;
      return placed;
    });
  });
  return { nodes, links: placeLinks(model, nodes, scale), nodeWidth, columnWidth };
}

/** Ribbons leave and arrive in the order of the nodes at their other ends, so that they cross as little as can be. */
function placeLinks(model: FlowModel, nodes: readonly PlacedNode[], scale: number): PlacedLink[] {
  const byId = new Map(nodes.map((placed) => [placed.node.id, placed]));
  const used = new Map<string, number>();
  const take = (key: string, width: number) => {
    const at = used.get(key) ?? 0;
    used.set(key, at + width);
    return at;
  };
  const y = (id: string) => byId.get(id)?.y ?? 0;
  const starts = new Map<string, number>();
  for (const link of model.links.toSorted((a, b) => y(a.to) - y(b.to)))
    starts.set(link.id, y(link.from) + take(`out ${link.from}`, link.count * scale));
  const ends = new Map<string, number>();
  for (const link of model.links.toSorted((a, b) => y(a.from) - y(b.from)))
    ends.set(link.id, y(link.to) + take(`in ${link.to}`, link.count * scale));
  return model.links.flatMap((link): PlacedLink[] => {
    const [from, to] = [byId.get(link.from), byId.get(link.to)];
    if (!from || !to) return [];
    const isForward = from.x <= to.x;
    const [left, right] = isForward ? [from, to] : [to, from];
    const [start, end] = [px(starts.get(link.id) ?? 0), px(ends.get(link.id) ?? 0)];
    return [
      {
        link,
        x: [px(left.x + nodeWidth), right.x],
        y: isForward ? [start, end] : [end, start],
        width: px(link.count * scale),
        isQuiet: to.node.role === 'end' || to.node.role === 'other',
      },
    ];
  });
}

/** The outline of a ribbon: two S-shaped edges. */
export function ribbonPath({ x: [x0, x1], y: [y0, y1], width }: PlacedLink): string {
  const middle = px((x0 + x1) / 2);
  return `M${x0} ${y0}C${middle} ${y0} ${middle} ${y1} ${x1} ${y1}V${px(y1 + width)}C${middle} ${px(y1 + width)} ${middle} ${px(y0 + width)} ${x0} ${px(y0 + width)}Z`;
}
