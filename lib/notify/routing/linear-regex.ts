/**
 * Regular expressions of matchers, in time that grows with pattern times text: anybody who may silence something may write one, and
 * JavaScript's own engine can be made to run for years. The syntax is what Go's RE2 and JavaScript share: classes, groups,
 * alternatives and repeats; no look-around, no back-references. Compiled after Thompson (1968), run as a set of states.
 */
export type LinearRegex = { test(text: string): boolean };

type Node =
  | { kind: 'char'; test: (char: string) => boolean }
  | { kind: 'start' | 'end' | 'empty' }
  | { kind: 'sequence' | 'either'; parts: Node[] }
  | { kind: 'repeat'; part: Node; least: number; most: number };
type State =
  | { kind: 'char'; test: (char: string) => boolean; next: number }
  | { kind: 'split'; next: number[] }
  | { kind: 'start' | 'end'; next: number }
  | { kind: 'match' };

const maxStates = 10_000;

/** The expression, anchored at both ends; null when it is wrong, uses what is not supported, or grows too large. */
export function linearRegex(pattern: string): LinearRegex | null {
  try {
    const node = new Parser([...pattern]).whole();
    const states: State[] = [{ kind: 'match' }];
    const first = compile(node, 0, states);
    return { test: (text) => run(states, first, [...text]) };
  } catch (error) {
    if (error instanceof PatternFault) return null;
    throw error;
  }
}

class PatternFault extends Error {}

class Parser {
  private at = 0;
  constructor(private readonly chars: readonly string[]) {}

  whole(): Node {
    const node = this.either();
    if (this.at < this.chars.length) throw new PatternFault();
    return node;
  }

  private either(): Node {
    const parts = [this.sequence()];
    while (this.take('|')) parts.push(this.sequence());
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'either', parts };
  }

  private sequence(): Node {
    const parts: Node[] = [];
    while (this.at < this.chars.length && this.peek() !== '|' && this.peek() !== ')') parts.push(this.repeated());
    return { kind: 'sequence', parts };
  }

  private repeated(): Node {
    let node = this.atom();
    for (let range = this.range(); range !== null; range = this.range()) {
      node = { kind: 'repeat', part: node, ...range };
      // Lazy or greedy: whether the whole text fits is the same.
      this.take('?');
    }
    return node;
  }

  private range(): { least: number; most: number } | null {
    if (this.take('*')) return { least: 0, most: Infinity };
    if (this.take('+')) return { least: 1, most: Infinity };
    if (this.take('?')) return { least: 0, most: 1 };
    const braces = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(this.chars.slice(this.at, this.at + 12).join(''));
    if (braces === null) return null;
    this.at += braces[0].length;
    const least = Number(braces[1]);
    if (braces[2] === undefined) return { least, most: least };
    return { least, most: braces[3] === '' ? Infinity : Number(braces[3]) };
  }

  private atom(): Node {
    const char = this.next();
    switch (char) {
      case '(':
        return this.group();
      case '[':
        return this.set();
      case '.':
        return { kind: 'char', test: (one) => one !== '\n' };
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '\\':
        return this.escape();
      case '*':
      case '+':
      case '?':
        throw new PatternFault();
      default:
        return { kind: 'char', test: (one) => one === char };
    }
  }

  private group(): Node {
    if (this.take('?')) {
      const isNamed = !this.take(':');
      if (isNamed) this.groupName();
    }
    const node = this.either();
    if (!this.take(')')) throw new PatternFault();
    return node;
  }

  /** `(?<name>…)`, and nothing else that begins with a question mark. */
  private groupName(): void {
    if (!this.take('<') || this.peek() === '=' || this.peek() === '!') throw new PatternFault();
    while (!this.take('>')) this.next();
  }

  private escape(): Node {
    const char = this.next();
    if (/[bBkpPux1-9]/.test(char)) throw new PatternFault();
    return { kind: 'char', test: tester(`\\${char}`) };
  }

  private set(): Node {
    let source = '[';
    if (this.take('^')) source += '^';
    for (let isFirst = true; isFirst || this.peek() !== ']'; isFirst = false) {
      const char = this.next();
      source += char === '[' ? '\\[' : char === ']' ? '\\]' : char;
      if (char === '\\') source += this.next();
    }
    this.next();
    return { kind: 'char', test: tester(`${source}]`) };
  }

  private peek(): string | undefined {
    return this.chars[this.at];
  }

  private next(): string {
    const char = this.chars[this.at];
    if (char === undefined) throw new PatternFault();
    this.at += 1;
    return char;
  }

  private take(char: string): boolean {
    if (this.peek() !== char) return false;
    this.at += 1;
    return true;
  }
}

/** One character against a class: nothing to backtrack over. */
function tester(source: string): (char: string) => boolean {
  try {
    const one = new RegExp(`^${source}$`);
    return (char) => one.test(char);
  } catch {
    throw new PatternFault();
  }
}

/** Adds the states of a node in front of `next`; returns the first of them. */
function compile(node: Node, next: number, states: State[]): number {
  if (states.length > maxStates) throw new PatternFault();
  const add = (state: State): number => states.push(state) - 1;
  switch (node.kind) {
    case 'empty':
      return next;
    case 'char':
      return add({ kind: 'char', test: node.test, next });
    case 'start':
    case 'end':
      return add({ kind: node.kind, next });
    case 'sequence':
      return node.parts.reduceRight((after, part) => compile(part, after, states), next);
    case 'either':
      return add({ kind: 'split', next: node.parts.map((part) => compile(part, next, states)) });
    case 'repeat':
      return repeat(node, next, states);
  }
}

function repeat({ part, least, most }: Extract<Node, { kind: 'repeat' }>, next: number, states: State[]): number {
  if (most < least) throw new PatternFault();
  let first = next;
  if (most === Infinity) {
    const loop: State & { kind: 'split' } = { kind: 'split', next: [next] };
    first = states.push(loop) - 1;
    loop.next.push(compile(part, first, states));
  } else
    for (let count = least; count < most; count += 1)
      first = states.push({ kind: 'split', next: [next, compile(part, first, states)] }) - 1;
  for (let count = 0; count < least; count += 1) first = compile(part, first, states);
  return first;
}

function run(states: readonly State[], first: number, text: readonly string[]): boolean {
  let current = closure(states, [first], { isStart: true, isEnd: text.length === 0 });
  text.forEach((char, index) => {
    const after = [...current].flatMap((at) => {
      const state = states[at];
      return state?.kind === 'char' && state.test(char) ? [state.next] : [];
    });
    current = closure(states, after, { isStart: false, isEnd: index === text.length - 1 });
  });
  return current.has(0);
}

/** All states that are reached without a character. */
function closure(states: readonly State[], from: readonly number[], place: { isStart: boolean; isEnd: boolean }) {
  const reached = new Set<number>();
  const open = [...from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    const state = states[at];
    if (state?.kind === 'split') open.push(...state.next);
    if (state?.kind === 'start' && place.isStart) open.push(state.next);
    if (state?.kind === 'end' && place.isEnd) open.push(state.next);
  }
  return reached;
}
