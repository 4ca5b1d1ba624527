import { otherStep, type PathsData } from '@/lib/model/journey-answer';
import { type ChartInput, type ModelBase } from './chart-input';
import { stepName } from './journey-table';

export type FlowNode = {
  id: string;
  label: string;
  step: number;
  count: number;
  /** `end` and `other` are drawn quietly. */
  role: 'anchor' | 'step' | 'other' | 'end';
};
export type FlowLink = { id: string; from: string; to: string; count: number };
export type FlowPath = { names: string[]; links: string[]; count: number };
export type FlowModel = ModelBase & {
  kind: 'flow';
  direction: 'after' | 'before';
  anchor: string;
  /** Journeys that hold the anchor. */
  count: number;
  /** Steps besides the anchor that there are. */
  depth: number;
  nodes: FlowNode[];
  links: FlowLink[];
  paths: FlowPath[];
};

const nodeId = (step: number, name: string | null) => JSON.stringify([step, name]);
const linkId = (step: number, from: string, to: string | null) => JSON.stringify([step, from, to]);

/** Paths as nodes, one per step and name, and the links between them. A link goes from its step to the next one. */
export function flowModel(data: PathsData, { title, unit }: ChartInput): FlowModel {
  // Whether the links that leave the anchor are counted as step 0 or 1, they are the first.
  const base = Math.min(...data.links.map(({ step }) => step), Infinity);
  const links = data.links.filter(({ count }) => count > 0).map((link) => ({ ...link, step: link.step - base }));
  const nodes = new Map<string, FlowNode & { in: number; out: number }>();
  const add = (step: number, name: string | null, counts: { in?: number; out?: number }) => {
    const id = nodeId(step, name);
    const label = stepName(name, data.direction);
    const known = nodes.get(id) ?? { id, label, step, count: 0, role: roleOf(step, name), in: 0, out: 0 };
    const [into, out] = [known.in + (counts.in ?? 0), known.out + (counts.out ?? 0)];
    nodes.set(id, { ...known, in: into, out, count: Math.max(into, out) });
  };
  for (const { step, from, to, count } of links) {
    add(step, from, { out: count });
    add(step + 1, to, { in: count });
  }
  return {
    kind: 'flow',
    title,
    unit,
    direction: data.direction,
    anchor: stepName(data.anchor, data.direction),
    count: data.count,
    depth: Math.max(0, ...[...nodes.values()].map(({ step }) => step)),
    nodes: [...nodes.values()],
    links: links.map(({ step, from, to, count }) => ({
      id: linkId(step, from, to),
      from: nodeId(step, from),
      to: nodeId(step + 1, to),
      count,
    })),
    paths: data.flows.map(({ steps, count }) => ({
      names: steps.map((step) => stepName(step, data.direction)),
      links: steps.slice(0, -1).map((from, index) => linkId(index, from, steps[index + 1] ?? null)),
      count,
    })),
  };
}

function roleOf(step: number, name: string | null): FlowNode['role'] {
  if (name === null) return 'end';
  if (step === 0) return 'anchor';
  return name === otherStep ? 'other' : 'step';
}
