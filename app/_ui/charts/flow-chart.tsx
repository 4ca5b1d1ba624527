'use client';

import { memo, useMemo, useState, type CSSProperties } from 'react';
import { describeFlow } from '@/lib/chart/describe';
import { flowLayout, ribbonPath, type FlowLayout, type PlacedNode } from '@/lib/chart/flow-layout';
import type { FlowModel, FlowNode, FlowPath } from '@/lib/chart/flow-model';
import { nodeColors } from '@/lib/chart/flow-scene';
import { formatExact, formatValue } from '@/lib/chart/format-number';
import { paint } from '@/lib/chart/palette';

/** What the layout is computed for; it is stretched to the real width. */
const nominalWidth = 1_000;

/** What is pointed at: the links that light up, and what is said about it. */
type Lit = { links: ReadonlySet<string>; text: string } | undefined;

/**
 * Paths as columns of steps with ribbons between them, right at any width without script. Pointing at a step or ribbon lights
 * up the journeys through it. Where it is narrow, and for screen readers, the journeys are a list. `height` in px.
 */
export function FlowChart({ model, height }: { model: FlowModel; height: number }) {
  const [lit, setLit] = useState<Lit>();
  const diagramHeight = height - 20;
  const layout = useMemo(
    () => flowLayout(model, { left: 0, top: 0, width: nominalWidth, height: diagramHeight }),
    [model, diagramHeight],
  );
  return (
    <div className="sg-flow" style={{ height }} role="group" aria-label={`${model.title}. ${describeFlow(model)}`}>
      <div
        className="sg-flow-diagram"
        style={{ height: diagramHeight }}
        aria-hidden="true"
        onPointerLeave={() => setLit(undefined)}
      >
        <Ribbons
          layout={layout}
          lit={lit?.links}
          height={diagramHeight}
          onPoint={(id) => setLit(litByLink(model, id))}
        />
        {layout.nodes.map((placed) => (
          <Node
            key={placed.node.id}
            placed={placed}
            layout={layout}
            onPoint={() => setLit(litByNode(model, placed.node))}
          />
        ))}
      </div>
      <p className="sg-flow-said">
        {lit?.text ?? `${formatExact(model.count, 'count')} journeys ${model.direction} ${model.anchor}`}
      </p>
      <Paths model={model} />
    </div>
  );
}

type RibbonsProps = {
  layout: FlowLayout;
  lit: ReadonlySet<string> | undefined;
  height: number;
  onPoint: (id: string) => void;
};

function Ribbons({ layout, lit, height, onPoint }: RibbonsProps) {
  return (
    <svg width="100%" height={height} viewBox={`0 0 ${nominalWidth} ${height}`} preserveAspectRatio="none">
      {layout.links.map((placed) => (
        <path
          key={placed.link.id}
          d={ribbonPath(placed)}
          fill={paint(placed.isQuiet ? 'chart-muted' : 'chart-1', 'css')}
          className={placed.isQuiet ? 'sg-ribbon sg-quiet' : 'sg-ribbon'}
          {...(lit ? { 'data-lit': lit.has(placed.link.id) } : {})}
          onPointerEnter={() => onPoint(placed.link.id)}
        />
      ))}
    </svg>
  );
}

type NodeProps = { placed: PlacedNode; layout: FlowLayout; onPoint: () => void };

const asPercent = (x: number) => `${Math.round((x / nominalWidth) * 1e5) / 1e3}%`;

const Node = memo(function Node({ placed: { node, x, y, height }, layout, onPoint }: NodeProps) {
  const style: CSSProperties = {
    left: asPercent(x),
    top: y,
    width: asPercent(layout.columnWidth),
    height: Math.max(1, height),
  };
  return (
    <div className="sg-flow-node" data-role={node.role} style={style}>
      <i
        style={{
          width: asPercent((layout.nodeWidth / layout.columnWidth) * nominalWidth),
          background: paint(nodeColors[node.role], 'css'),
        }}
        onPointerEnter={onPoint}
      />
      {height >= 8 && (
        <span onPointerEnter={onPoint} title={`${node.label}: ${formatExact(node.count, 'count')}`}>
          <b>{node.label}</b> {formatValue(node.count, 'count')}
        </span>
      )}
    </div>
  );
});

/** The link and all others on the frequent journeys that take it. */
function litByLink(model: FlowModel, id: string): Lit {
  const link = model.links.find((one) => one.id === id);
  const [from, to] = [nodeOf(model, link?.from), nodeOf(model, link?.to)];
  if (!link || !from || !to) return undefined;
  const arrow = model.direction === 'before' ? '←' : '→';
  const share = formatValue((link.count / Math.max(1, from.count)) * 100, 'percent');
  return {
    links: new Set([id, ...linksThrough(model.paths, (links) => links.includes(id))]),
    text: `${from.label} ${arrow} ${to.label}: ${formatExact(link.count, 'count')}, ${share} of ${from.label}`,
  };
}

function litByNode(model: FlowModel, node: FlowNode): Lit {
  const own = model.links.filter(({ from, to }) => from === node.id || to === node.id).map(({ id }) => id);
  const share = formatValue((node.count / Math.max(1, model.count)) * 100, 'percent');
  return {
    links: new Set([...own, ...linksThrough(model.paths, (links) => links.some((id) => own.includes(id)))]),
    text: `${node.label}: ${formatExact(node.count, 'count')}, ${share} of all journeys`,
  };
}

function linksThrough(paths: readonly FlowPath[], takes: (links: readonly string[]) => boolean): string[] {
  return paths.filter(({ links }) => takes(links)).flatMap(({ links }) => links);
}

function nodeOf(model: FlowModel, id: string | undefined): FlowNode | undefined {
  return model.nodes.find((node) => node.id === id);
}

function Paths({ model }: { model: FlowModel }) {
  const most = Math.max(1, ...model.paths.map(({ count }) => count));
  return (
    <ol className="sg-flow-paths" aria-label="Most frequent journeys">
      {model.paths.map(({ names, count }, index) => (
        <li key={index}>
          <i style={{ width: `${Math.round((count / most) * 1e4) / 100}%` }} />
          <span>{(model.direction === 'before' ? names.toReversed() : names).join(' → ')}</span>
          <b>{formatValue(count, 'count')}</b>
        </li>
      ))}
    </ol>
  );
}
