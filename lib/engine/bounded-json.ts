import { AppError } from '@/lib/errors/app-error';

/** Parsed in one go, and nobody else is served meanwhile; also what a person can make of an answer ends long before. */
export const maxAnswerBytes = 32 * 1024 * 1024;

/**
 * An answer as JSON. Throws `query_rejected` as soon as it is larger than `maxBytes` and lets go of the rest: the engine bounds the
 * rows of an answer, and a row may be of any size.
 */
export async function boundedJson(stream: AsyncIterable<Uint8Array>, maxBytes = maxAnswerBytes): Promise<unknown> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of stream) {
    bytes += piece.length;
    if (bytes > maxBytes)
      throw new AppError(
        'query_rejected',
        `The answer is larger than ${Math.floor(maxBytes / 1024 ** 2)} MB. Ask for fewer rows, or for less of each.`,
      );
    pieces.push(piece);
  }
  return JSON.parse(Buffer.concat(pieces).toString('utf8')) as unknown;
}
