import { AppError } from '@/lib/errors/app-error';

const newline = 0x0a;

/**
 * Cuts a stream of JSONEachRow into pieces that end with a line. An engine that fails half-way writes what happened behind
 * the rows it had and ends the answer as if it were whole, so the last line has to be a row. Throws engine_unavailable
 * when it is not.
 */
export async function* wholeLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of stream) {
    const bytes = Buffer.concat([rest, piece]);
    const end = bytes.lastIndexOf(newline) + 1;
    rest = bytes.subarray(end);
    if (end === 0) continue;
    const lines = bytes.subarray(0, end);
    if (!endsWithRow(lines)) throw brokenOff(lines);
    yield lines;
  }
  if (rest.length > 0) throw brokenOff(rest);
}

/** The trailer of a failed answer comes in one piece with its last line, or in pieces whose lines are no rows either. */
function endsWithRow(lines: Buffer): boolean {
  const start = lines.lastIndexOf(newline, lines.length - 2) + 1;
  return lines[start] === 0x7b && lines[lines.length - 2] === 0x7d;
}

const brokenOff = (tail: Buffer): AppError =>
  new AppError('engine_unavailable', 'The engine broke off its answer.', {
    detail: tail.subarray(-500).toString('utf8'),
    retryAfterMs: 1_000,
  });
