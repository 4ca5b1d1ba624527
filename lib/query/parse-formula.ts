import jsep from 'jsep';

const operators = ['+', '-', '*', '/'] as const;
type Operator = (typeof operators)[number];
const functions = { min: [1, 12], max: [1, 12], abs: [1, 1], round: [1, 2] } as const;
export type FormulaFunction = keyof typeof functions;

/** Arithmetic as a tree: `use` is a measure by its index or, after the measures, a formula. */
export type FormulaNode =
  | { kind: 'number'; value: number }
  | { kind: 'use'; index: number }
  | { kind: 'negative'; of: FormulaNode }
  | { kind: 'operation'; operator: Operator; left: FormulaNode; right: FormulaNode }
  | { kind: 'call'; name: FormulaFunction; args: FormulaNode[] };

/** More than anybody writes; a tree that is evaluated by recursion needs an end. */
const maxDepth = 40;

/** What is wrong with a formula, in words for the one who wrote it. */
class Fault extends Error {}

export const letterOf = (index: number): string => String.fromCharCode(65 + index);

/**
 * Reads a formula over the letters from A on, `letters` of them: numbers, + - * /, parentheses, a leading minus, and `min`,
 * `max`, `abs`, `round`. Nothing else that the parser knows gets through. A fault says what is wrong, and where.
 */
export function parseFormula(text: string, letters: number): FormulaNode | { fault: string } {
  try {
    return nodeOf(jsep(text), { letters, depth: 1 });
  } catch (error) {
    if (error instanceof Fault) return { fault: error.message };
    const { index, description } = error as { index?: unknown; description?: unknown };
    if (typeof index !== 'number' || typeof description !== 'string') throw error;
    return { fault: `${description} at character ${index + 1}` };
  }
}

type At = { letters: number; depth: number };

function nodeOf(expression: jsep.Expression, at: At): FormulaNode {
  if (at.depth > maxDepth) throw new Fault(`is too deep: more than ${maxDepth} operations inside one another`);
  const known = expression as jsep.CoreExpression;
  const inner = { ...at, depth: at.depth + 1 };
  if (known.type === 'Literal') return numberOf(known);
  if (known.type === 'Identifier') return { kind: 'use', index: letterIndex(known.name, at.letters) };
  if (known.type === 'UnaryExpression' && known.operator === '-')
    return { kind: 'negative', of: nodeOf(known.argument, inner) };
  if (known.type === 'BinaryExpression') return operationOf(known, inner);
  if (known.type === 'CallExpression') return callOf(known, inner);
  throw refused(known);
}

function refused(expression: jsep.CoreExpression): Fault {
  if (expression.type === 'UnaryExpression') return unknownOperator(expression.operator);
  if (expression.type !== 'Compound')
    return new Fault(`can only use letters, numbers, ${operators.join(' ')} and parentheses`);
  const isEmpty = expression.body.length === 0;
  return new Fault(
    isEmpty ? 'is empty' : 'is more than one expression; put an operator between them, for example A / B',
  );
}

function numberOf({ value, raw }: jsep.Literal): FormulaNode {
  if (typeof value === 'number' && Number.isFinite(value)) return { kind: 'number', value };
  throw new Fault(`cannot use ${raw}: it is not a number`);
}

function letterIndex(name: string, letters: number): number {
  const index = name.length === 1 ? name.toUpperCase().charCodeAt(0) - 65 : -1;
  if (index >= 0 && index < letters) return index;
  const range = letters === 1 ? 'only A' : `A to ${letterOf(letters - 1)}`;
  const subject = /^[a-z]$/i.test(name) ? `there is no measure ${name.toUpperCase()}` : `${name} is not known`;
  throw new Fault(`${subject}; use ${range}`);
}

function operationOf({ operator, left, right }: jsep.BinaryExpression, at: At): FormulaNode {
  const known = operators.find((one) => one === operator);
  if (known === undefined) throw unknownOperator(operator);
  return { kind: 'operation', operator: known, left: nodeOf(left, at), right: nodeOf(right, at) };
}

function callOf({ callee, arguments: args }: jsep.CallExpression, at: At): FormulaNode {
  const written = callee.type === 'Identifier' && typeof callee.name === 'string' ? callee.name : '';
  const name = (Object.keys(functions) as FormulaFunction[]).find((one) => one === written.toLowerCase());
  if (name === undefined)
    throw new Fault(`${written === '' ? 'this' : written} is no function; there are min, max, abs and round`);
  const [least, most] = functions[name];
  if (args.length < least || args.length > most)
    throw new Fault(`${name} takes ${most === 1 ? 'one value' : `${least} to ${most} values`}`);
  return { kind: 'call', name, args: args.map((arg) => nodeOf(arg, at)) };
}

const unknownOperator = (operator: string): Fault => new Fault(`cannot use ${operator}; use ${operators.join(' ')}`);
