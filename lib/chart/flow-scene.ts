import { describeFlow } from './describe';
import { flowLayout, ribbonPath, type FlowLayout, type PlacedNode } from './flow-layout';
import type { FlowModel, FlowNode } from './flow-model';
import { formatValue } from './format-number';
import { paint, type ColorToken } from './palette';
import { picture } from './picture';
import type { Mark, Scene, SceneSize } from './scene-types';
import { textMark } from './text-mark';

export const nodeColors: Record<FlowNode['role'], ColorToken> = {
  anchor: 'chart-ink',
  step: 'chart-1',
  other: 'chart-muted',
  end: 'chart-axis',
};

/** Columns of steps with ribbons as wide as the journeys between them are many. */
export function flowScene(model: FlowModel, size: SceneSize): Scene {
  return picture(size, { title: model.title, description: describeFlow(model) }, (box) => {
    const layout = flowLayout(model, box);
    const ribbons = layout.links.map((placed): Mark => {
      const color = paint(placed.isQuiet ? 'chart-muted' : 'chart-1', size.theme);
      return {
        type: 'shape',
        key: placed.link.id,
        path: ribbonPath(placed),
        color,
        opacity: placed.isQuiet ? 0.12 : 0.25,
      };
    });
    return [...ribbons, ...layout.nodes.flatMap((placed) => nodeMarks(placed, layout, size))];
  });
}

function nodeMarks({ node, x, y, height }: PlacedNode, layout: FlowLayout, { theme }: SceneSize): Mark[] {
  const rect: Mark = {
    type: 'rect',
    key: node.id,
    x,
    y,
    width: Math.min(layout.nodeWidth, layout.columnWidth),
    height,
    radius: 1,
    color: paint(nodeColors[node.role], theme),
    opacity: 1,
  };
  if (height < 9) return [rect];
  return [
    rect,
    ...textMark(`${node.label}  ${formatValue(node.count, 'count')}`, {
      key: node.id,
      x: x + layout.nodeWidth + 5,
      y: y + Math.min(height / 2 + 4, 16),
      width: layout.columnWidth - layout.nodeWidth - 12,
      fontSize: 11,
      color: node.role === 'step' || node.role === 'anchor' ? 'chart-ink' : 'chart-text',
      theme,
    }),
  ];
}
