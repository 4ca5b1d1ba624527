import { isUtf8 } from 'node:buffer';
import { AppError } from '@/lib/errors/app-error';
import { eventLimits } from '@/lib/model/event';
import { parseJson } from './parse-json';

/** One thing of a request: a value to check, or why it could not even be read. `index` is its place in the array. */
export type ParsedItem = { value: unknown } | { fault: string; text: string };

export type ParsedBatch = {
  items: ParsedItem[];
  /** When the client's clock says the request was sent, Unix ms or ISO, unchecked. */ sentAt: unknown;
};

/**
 * Reads an object, an array, `{ batch: […], sentAt? }` or NDJSON, told apart by the bytes alone, because clients send
 * JSON under any content type. A broken line of NDJSON is a fault of that line only. Throws AppError invalid_input when
 * nothing can be made of the body.
 */
export function parseBatch(body: Buffer): ParsedBatch {
  if (!isUtf8(body)) return gather(linesOf(body), 'The body is not valid UTF-8.');
  const text = withoutMark(body.toString('utf8'));
  let whole: unknown;
  try {
    whole = parseJson(text);
  } catch (error) {
    if (text.trim() === '')
      throw new AppError('invalid_input', 'The body is empty. Send an event, an array of events or NDJSON.');
    // Cut from the text: reading each line out of the bytes again takes as long as parsing it.
    return gather(linesOfText(text), `The body is neither JSON nor NDJSON: ${(error as Error).message}`);
  }
  if (Array.isArray(whole)) return { items: whole.map(asItem), sentAt: undefined };
  if (isObject(whole) && Object.hasOwn(whole, 'batch')) return openEnvelope(whole);
  return { items: [{ value: whole }], sentAt: undefined };
}

function openEnvelope(envelope: Record<string, unknown>): ParsedBatch {
  const unknown = Object.keys(envelope).find((key) => key !== 'batch' && key !== 'sentAt');
  if (unknown !== undefined)
    throw new AppError(
      'invalid_input',
      `Unknown field "${clip(unknown)}" beside "batch". Only "sentAt" may stand there.`,
    );
  if (!Array.isArray(envelope.batch)) throw new AppError('invalid_input', '"batch" must be an array of events.');
  return { items: envelope.batch.map(asItem), sentAt: envelope.sentAt };
}

/** Pretty-printed JSON with one fault has many lines, too, but none of them is an object by itself: then it is not NDJSON. */
function gather(lines: Iterable<string | Buffer>, message: string): ParsedBatch {
  const items: ParsedItem[] = [];
  let hasObject = false;
  for (const line of lines) {
    const item = parseLine(line);
    if (item === null) continue;
    hasObject ||= 'value' in item && isObject(item.value);
    items.push(item);
    // Before the rest is looked at: a body of millions of broken lines would keep everybody waiting for a minute.
    if (items.length > eventLimits.maxBatchEvents) throw hasObject ? tooMany() : new AppError('invalid_input', message);
  }
  if (!hasObject) throw new AppError('invalid_input', message);
  return { items, sentAt: undefined };
}

/** One by one: a body of nothing but line breaks must not become a list of millions. */
function* linesOfText(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    yield text.slice(start, end);
    start = end + 1;
  }
}

function* linesOf(body: Buffer): Generator<Buffer> {
  for (let start = 0; start < body.length;) {
    const newline = body.indexOf(0x0a, start);
    const end = newline === -1 ? body.length : newline;
    yield body.subarray(start, end);
    start = end + 1;
  }
}

function parseLine(line: string | Buffer): ParsedItem | null {
  const text = withoutMark(typeof line === 'string' ? line : line.toString('utf8')).trim();
  if (text === '') return null;
  if (typeof line !== 'string' && !isUtf8(line)) return { fault: 'The line is not valid UTF-8.', text };
  try {
    return { value: parseJson(text) };
  } catch (error) {
    return { fault: `The line is not valid JSON: ${clip((error as Error).message)}`, text };
  }
}

/** More events than one request may bring. */
export const tooMany = (): AppError =>
  new AppError('too_large', `A batch may have at most ${eventLimits.maxBatchEvents} events. Send smaller batches.`);

const asItem = (value: unknown): ParsedItem => ({ value });
const withoutMark = (text: string): string => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
const clip = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
