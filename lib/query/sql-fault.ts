import { AppError, isAppError, type TextPosition } from '@/lib/errors/app-error';
import { positionAtByte, positionOfWord } from './sql-position';
import type { Refusal } from './sql-tree';

type Fault = { message: string; position?: TextPosition | undefined; isLimit?: boolean };
type Said = { text: string; sql: string; skipped: number };

/** A statement that the engine's parser took, but that may not run here. */
export function refusedStatement(sql: string, { reason, word }: Refusal): AppError {
  return invalid({ message: `${reason}.`, position: positionOfWord(sql, word) });
}

/**
 * What the engine said about a statement, in words for the person who wrote it, with the place where the engine or the
 * statement tells it. `skippedBytes` of ours stood in front of the statement. Anything but a refusal is passed on.
 */
export function statementFault(error: unknown, sql: string, skippedBytes: number): unknown {
  if (!isAppError(error) || error.code !== 'query_rejected') return error;
  const code = codeOf(error);
  if (code === undefined) return error;
  const text = error.cause instanceof Error ? error.cause.message : error.message;
  const fault = (faults[code] ?? otherFault)({ text, sql, skipped: skippedBytes });
  if (fault.isLimit === true) return new AppError('query_rejected', fault.message, { cause: error.cause });
  return invalid(fault, error.cause);
}

function invalid({ message, position }: Fault, cause?: unknown): AppError {
  const field = { path: 'sql', reason: message, ...(position === undefined ? {} : { position }) };
  return new AppError('invalid_input', message, { fields: [field], cause });
}

function codeOf(error: AppError): string | undefined {
  const { detail } = error;
  if (typeof detail !== 'object' || detail === null || !('code' in detail)) return undefined;
  return String(detail.code);
}

const limit = (message: string) => (): Fault => ({ message, isLimit: true });
const fixed = (message: string) => (): Fault => ({ message });
const tooMuchRead = limit('The statement would read too much. Ask for a shorter time or fewer columns.');
const tooLarge = limit('The answer is too large. Ask for fewer rows or columns.');
const tooComplex = fixed('The statement is too long or nested too deeply.');

/** By ClickHouse's error codes. */
const faults: Record<string, (said: Said) => Fault> = {
  '62': syntaxFault,
  '46': unknownFunction,
  '47': unknownName,
  '60': unknownName,
  '63': unknownFunction,
  '456': missingParameter,
  '457': ({ text }) => ({ message: `A parameter has a value that does not fit its type: ${plain(text)}.` }),
  '115': fixed('Settings cannot be changed here.'),
  '164': fixed('Only reading is allowed here: no settings, no other statements.'),
  '497': fixed('Only the table events can be read here.'),
  '158': tooMuchRead,
  '307': tooMuchRead,
  '396': tooLarge,
  '241': limit('The statement needs more memory than one may use. Ask for a shorter time or fewer groups.'),
  '394': limit('The statement was cancelled.'),
  '162': tooComplex,
  '167': tooComplex,
  '168': tooComplex,
  '306': tooComplex,
};

function syntaxFault({ text, sql, skipped }: Said): Fault {
  const at = /failed at position (\d+) \(([\s\S]*?)\)(?: \(line \d+, col \d+\))?:/.exec(text);
  if (/multi-?statements/i.test(text)) return { message: 'Only one statement can be run at a time.' };
  if (at === null) return { message: `The statement is not valid SQL: ${plain(text)}.` };
  const position = positionAtByte(sql, Number(at[1]), skipped);
  const isEnd = at[2] === 'end of query' || at[2] === '';
  const where = `line ${position.line}, column ${position.column}`;
  const expected = expectedOf(text);
  return {
    position,
    message: `${isEnd ? `The statement ends too early (${where})` : `Syntax error at ${where}, near “${at[2]}”`}.${expected}`,
  };
}

/** The engine lists everything that could follow; the first few say what was meant. */
function expectedOf(text: string): string {
  const list = /Expected(?: one of:)? ([\s\S]*?)\.? ?(?:\(SYNTAX_ERROR\))?\s*$/.exec(text)?.[1];
  if (list === undefined) return '';
  const words = list
    .split(', ')
    .filter((word) => !/^(token|token sequence|Dot|OpeningRoundBracket)$|EXPLAIN/.test(word));
  return words.length === 0 || words.length > 12 ? '' : ` Expected ${words.slice(0, 6).join(', ')}.`;
}

function unknownFunction({ text, sql }: Said): Fault {
  const name = /function(?: with name)? [`']?([\w.]+)[`']?/i.exec(text)?.[1] ?? '';
  return {
    message: `There is no function ${name}.${suggestion(text)}`,
    position: positionOfWord(sql, name),
  };
}

function unknownName({ text, sql }: Said): Fault {
  const name = /identifier [`']([\s\S]+?)[`'](?= |\.|$)/i.exec(text)?.[1] ?? '';
  const kind = /table expression identifier/i.test(text) && !/expression or function/i.test(text) ? 'table' : 'column';
  return { message: `There is no ${kind} ${name}.${suggestion(text)}`, position: positionOfWord(sql, name) };
}

function suggestion(text: string): string {
  const names = /Maybe you meant: \[([^\]]*)\]/.exec(text)?.[1]?.replaceAll("'", '');
  return names === undefined || names === '' ? '' : ` Did you mean ${names}?`;
}

function missingParameter({ text, sql }: Said): Fault {
  const name = /Substitution [`'](\w+)[`']/.exec(text)?.[1] ?? '';
  return { message: `The placeholder {${name}} has no value.`, position: positionOfWord(sql, name) };
}

function otherFault({ text }: Said): Fault {
  return { message: `The statement cannot be run: ${plain(text)}.` };
}

/** What the engine said without what only its developers understand. */
function plain(text: string): string {
  const [first = ''] = text
    .replace(/^(?:Query failed: )?(?:Code: \d+\. )?(?:DB::Exception: )+/, '')
    .split(/:? (?:In scope|while executing|while processing|While processing|while converting|In query|\(version)/);
  const line = first
    .replace(/__table\d+\./g, '')
    .replace(/\s+/g, ' ')
    .replace(/ \([A-Z_]{3,}\)$/, '');
  return line.replace(/[.:\s]+$/, '').slice(0, 300);
}
