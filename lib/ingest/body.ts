import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { AppError } from '@/lib/errors/app-error';

const inflate = promisify(gunzip);

export type RawBody = Buffer | AsyncIterable<Uint8Array>;

/**
 * The bytes of a request, inflated when they are gzip, whether a header says so or not. Throws AppError too_large when
 * they exceed `maxBytes` before or after inflating, and invalid_input for damaged gzip.
 */
export async function readBody(body: RawBody, encoding: 'gzip' | null, maxBytes: number): Promise<Buffer> {
  const bytes = Buffer.isBuffer(body) ? body : await collect(body, maxBytes);
  if (bytes.length > maxBytes) throw tooLarge(maxBytes);
  const isGzip = bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (isGzip) return await inflateBounded(bytes, maxBytes);
  if (encoding === 'gzip' && bytes.length > 0)
    throw new AppError('invalid_input', 'Content-Encoding says gzip, but the body is not gzip.');
  return bytes;
}

/**
 * Leaving the loop early would close the connection before the refusal is sent, so what is too much is read on without
 * being kept, within reason.
 */
async function collect(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.byteLength;
      if (size <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (size > maxBytes * 8) break;
    }
  } catch (cause) {
    throw new AppError('invalid_input', 'The connection ended before the body did.', { cause });
  }
  if (size > maxBytes) throw tooLarge(maxBytes);
  const only = chunks[0];
  return chunks.length === 1 && Buffer.isBuffer(only) ? only : Buffer.concat(chunks, size);
}

async function inflateBounded(bytes: Buffer, maxBytes: number): Promise<Buffer> {
  try {
    return await inflate(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes);
    throw new AppError('invalid_input', 'The body starts like gzip but cannot be inflated.', { cause: error });
  }
}

const tooLarge = (maxBytes: number): AppError =>
  new AppError(
    'too_large',
    `The body may have at most ${Math.floor(maxBytes / 1024 / 1024)} MB after inflating. Send smaller batches.`,
  );
