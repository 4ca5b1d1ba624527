import type { FieldError } from '@/lib/errors/app-error';
import type { Value } from '@/lib/model/value';
import type { Formula, Measure } from '@/lib/model/measure';
import { letterOf, parseFormula, type FormulaFunction, type FormulaNode } from './parse-formula';

/** Formulas that were checked: by their place, and in an order in which each comes after those it uses. */
export type FormulaSet = { nodes: readonly FormulaNode[]; order: readonly number[] };
type Computing = { measures: readonly Measure[]; formulas: readonly Formula[] };

/** The formulas of a question ready to be computed, or what is wrong with them. */
export function formulaSetOf({ measures, formulas }: Computing): FormulaSet | { faults: FieldError[] } {
  const letters = measures.length + formulas.length;
  const parsed = formulas.map(({ formula }) => parseFormula(formula, letters));
  const faults = parsed.flatMap((one, index) =>
    'fault' in one ? [{ path: `formulas.${index}.formula`, reason: one.fault }] : [],
  );
  if (faults.length > 0) return { faults };
  const nodes = parsed.filter((one): one is FormulaNode => !('fault' in one));
  return inOrder(nodes, measures.length);
}

function inOrder(nodes: readonly FormulaNode[], measures: number): FormulaSet | { faults: FieldError[] } {
  const uses = nodes.map((node) => [...lettersIn(node)].filter((index) => index >= measures).map((i) => i - measures));
  const order: number[] = [];
  while (order.length < nodes.length) {
    const next = uses.findIndex((used, index) => !order.includes(index) && used.every((one) => order.includes(one)));
    if (next < 0) return { faults: cycleFaults(uses, { order, measures }) };
    order.push(next);
  }
  return { nodes, order };
}

function lettersIn(node: FormulaNode): Set<number> {
  switch (node.kind) {
    case 'number':
      return new Set();
    case 'use':
      return new Set([node.index]);
    case 'negative':
      return lettersIn(node.of);
    case 'operation':
      return new Set([...lettersIn(node.left), ...lettersIn(node.right)]);
    case 'call':
      return new Set(node.args.flatMap((arg) => [...lettersIn(arg)]));
  }
}

/** Names the formulas of a circle, and not those that only use one of them. */
function cycleFaults(
  uses: readonly (readonly number[])[],
  of: { order: readonly number[]; measures: number },
): FieldError[] {
  const stuck = uses.map((_, index) => index).filter((index) => !of.order.includes(index));
  const first = stuck.find((index) => reachable(uses, index).has(index)) ?? 0;
  const members = stuck.filter((index) => reachable(uses, first).has(index) && reachable(uses, index).has(first));
  const names = members.map((index) => letterOf(of.measures + index));
  const last = names[names.length - 1] ?? '';
  const reason =
    names.length === 1 ? `${last} uses itself` : `${names.slice(0, -1).join(', ')} and ${last} use each other`;
  return members.map((index) => ({ path: `formulas.${index}.formula`, reason }));
}

function reachable(uses: readonly (readonly number[])[], from: number): Set<number> {
  const found = new Set<number>();
  const next = [...(uses[from] ?? [])];
  for (let index = next.pop(); index !== undefined; index = next.pop()) {
    if (found.has(index)) continue;
    found.add(index);
    next.push(...(uses[index] ?? []));
  }
  return found;
}

/** The values of the measures with those of the formulas after them. What uses no data, or divides by zero, is no data. */
export function withFormulas(measured: readonly Value[], { nodes, order }: FormulaSet): Value[] {
  const values: Value[] = [...measured, ...nodes.map(() => null)];
  for (const index of order) {
    const node = nodes[index];
    if (node !== undefined) values[measured.length + index] = evaluated(node, values);
  }
  return values;
}

function evaluated(node: FormulaNode, values: readonly Value[]): Value {
  switch (node.kind) {
    case 'number':
      return node.value;
    case 'use':
      return values[node.index] ?? null;
    case 'negative':
      return computed([node.of], values, ([value = 0]) => -value);
    case 'operation':
      return computed([node.left, node.right], values, ([left = 0, right = 0]) => {
        if (node.operator === '+') return left + right;
        if (node.operator === '-') return left - right;
        return node.operator === '*' ? left * right : left / right;
      });
    case 'call':
      return computed(node.args, values, calls[node.name]);
  }
}

const calls: Record<FormulaFunction, (args: readonly number[]) => number> = {
  min: (args) => Math.min(...args),
  max: (args) => Math.max(...args),
  abs: ([value = 0]) => Math.abs(value),
  round: ([value = 0, digits = 0]) => {
    const scale = 10 ** Math.max(-12, Math.min(12, Math.trunc(digits)));
    return Math.round(value * scale) / scale;
  },
};

function computed(
  nodes: readonly FormulaNode[],
  values: readonly Value[],
  compute: (args: readonly number[]) => number,
): Value {
  const args = nodes.map((node) => evaluated(node, values));
  if (!args.every((arg) => arg !== null)) return null;
  const result = compute(args);
  // Minus zero is zero to people and to JSON, and must not differ from it.
  return Number.isFinite(result) ? result + 0 : null;
}
