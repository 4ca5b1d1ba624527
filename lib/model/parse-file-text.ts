import { isNode, Lexer, LineCounter, parseDocument, Parser, type Document } from 'yaml';
import type { FieldError } from '@/lib/errors/app-error';
import { isDeeperThan } from './input-faults';

export type FileFormat = 'json' | 'yaml';
export type LineOf = (path: string) => number | null;
type Parsed = {
  value: unknown;
  /** The line, from 1, on which the value of a path such as `panels.0.title` stands, or what is nearest to it. */
  lineOf: LineOf;
};

/** A YAML file may say `*name` this often: enough to share a layout, too little to blow up into gigabytes. */
const maxAliasCount = 100;
const maxBytes = 4 * 1024 * 1024;
const maxDepth = 64;
/** Some fifty thousand values: a thousand rules, or dashboards with hundreds of panels. */
const maxLexemes = 250_000;
const tooMany = 'It has too many values; split it into several files';
const tooDeep = `It is nested deeper than ${maxDepth} levels`;

/** The value that a text stands for, and where its parts are. A text that is broken gives the fault with its line. */
export function parseFileText(text: string, format: FileFormat): Parsed | { faults: FieldError[] } {
  if (text.length > maxBytes) return fault('The file is longer than 4 MB');
  if (format === 'json') return parseJson(text);
  try {
    const { document, lines } = yamlOf(text);
    const [error] = document.errors;
    if (error) return fault(firstLine(error.message), lines.linePos(error.pos[0]).line);
    // Through JSON, which a value that contains itself does not survive; what is left is plain.
    const plain = JSON.stringify(document.toJS({ maxAliasCount }) ?? null);
    if (plain.length > maxBytes) return fault('Its aliases make the file longer than 4 MB');
    return { value: JSON.parse(plain) as unknown, lineOf: (path) => lineIn(document, lines, path) };
  } catch (error) {
    return fault(`The file is not valid YAML: ${firstLine(error instanceof Error ? error.message : String(error))}`);
  }
}

function parseJson(text: string): Parsed | { faults: FieldError[] } {
  try {
    const value: unknown = JSON.parse(text);
    if (isDeeperThan(maxDepth, value)) return fault(tooDeep);
    // JSON is YAML, whose parser knows where things are. Only needed when something is wrong.
    return { value, lineOf: (path) => lineInJson(text, path) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /at position (\d+)/.exec(message)?.[1];
    const line = position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
    return fault(`The file is not valid JSON: ${message}`, line);
  }
}

function lineInJson(text: string, path: string): number | null {
  try {
    const { document, lines } = yamlOf(text);
    return lineIn(document, lines, path);
  } catch {
    // Without a line the fault still has its path.
    return null;
  }
}

/**
 * The parser follows what is nested with its stack, and running out of that takes the process down, not only the file; and
 * it takes a minute for a million values, in which nobody else is answered. Its tokens are made fast and without a stack:
 * each level of YAML is at most four of theirs.
 */
function yamlOf(text: string): { document: Document; lines: LineCounter } {
  let lexemes = 0;
  for (const _ of new Lexer().lex(text)) {
    lexemes += 1;
    if (lexemes > maxLexemes) throw new Error(tooMany);
  }
  if (isDeeperThan(maxDepth * 4, [...new Parser().parse(text)])) throw new Error(tooDeep);
  const lines = new LineCounter();
  return { document: parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' }), lines };
}

function lineIn(document: Document, lines: LineCounter, path: string): number | null {
  const keys = path === '' ? [] : path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  // What is missing has no line, so that of what it is missing in is named.
  for (let depth = keys.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(keys.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}

const firstLine = (message: string): string => message.split('\n', 1)[0] ?? message;

const fault = (reason: string, line?: number) => ({
  faults: [{ path: '', reason: line === undefined ? reason : `${reason} (line ${line})` }],
});

/** Faults with the line on which each stands, for people who look at the file. */
export function located(faults: readonly FieldError[], lineOf: LineOf): FieldError[] {
  return faults.map(({ path, reason }) => {
    const line = lineOf(path);
    const words = / received undefined$/.test(reason) ? 'It is missing' : reason;
    return { path, reason: line === null ? words : `${words} (line ${line})` };
  });
}
