import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Context } from '@/lib/context';
import { AppError, isAppError } from '@/lib/errors/app-error';
import { importFile } from './import-file';

export type UploadBody = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** Largest file after decompression. The disk is the real limit; this one catches a mistake. */
const maxImportBytes = 64 * 1024 ** 3;
/** Text packs to a hundredth at best; gzip can be made to give a thousand bytes for one, which is no file but an attack. */
const maxRatio = 200;
/** Below this nobody looks at the ratio: a few thousand equal lines are no harm. */
const ratioFrom = 64 * 1024 ** 2;
const diskCheckEvery = 64 * 1024 ** 2;
/** The engine, the store and the spool live on the same disk, and stop when it is full. */
const diskReserve = { bytes: 1024 ** 3, share: 0.05 };

/**
 * Streams an upload to disk, unpacked when it is gzip, and returns the bytes received. Nothing is visible under the job's
 * name before it is whole. Throws `invalid_input` for an upload that breaks off or is damaged, `too_large` for one that does
 * not fit or unpacks to more than 200 times its size.
 */
export async function receiveUpload(ctx: Context, body: UploadBody, id: string): Promise<number> {
  const file = importFile(ctx, id);
  const partial = `${file}.${ctx.newId()}.part`;
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true });
  const source =
    body instanceof ReadableStream
      ? Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0])
      : Readable.from(body);
  const sizes = { received: 0, unpacked: 0 };
  try {
    const sink = createWriteStream(partial, { mode: 0o600 });
    const options = ctx.signal ? { signal: ctx.signal } : {};
    await pipeline(source, counter(sizes), gunzipWhenGzipped(), limiter(sizes, folder), sink, options);
    await rename(partial, file);
    return sizes.received;
  } catch (error) {
    await rm(partial, { force: true });
    if (isAppError(error)) throw error;
    throw uploadFault(error);
  }
}

function uploadFault(error: unknown): AppError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull();
  const reason = code.startsWith('Z_')
    ? 'The gzip file is damaged.'
    : 'The upload was interrupted. Send the file again.';
  return new AppError('invalid_input', reason, { cause: error });
}

const diskFull = (): AppError =>
  new AppError('too_large', 'The disk of the portal has no room for this file. Free some, or send smaller files.');

type Sizes = { received: number; unpacked: number };

function counter(sizes: Sizes): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizes.received += chunk.length;
      done(null, chunk);
    },
  });
}

function limiter(sizes: Sizes, folder: string): Transform {
  let nextCheck = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizes.unpacked += chunk.length;
      const fault = sizeFault(sizes);
      if (fault !== null) return done(new AppError('too_large', fault));
      if (sizes.unpacked < nextCheck) return done(null, chunk);
      nextCheck = sizes.unpacked + diskCheckEvery;
      hasRoom(folder).then(
        (isRoom) => (isRoom ? done(null, chunk) : done(diskFull())),
        (error: unknown) => done(error as Error),
      );
    },
  });
}

function sizeFault({ received, unpacked }: Sizes): string | null {
  if (unpacked > maxImportBytes) return `A file may have at most ${maxImportBytes / 1024 ** 3} GB.`;
  if (unpacked < ratioFrom || unpacked <= received * maxRatio) return null;
  return `The gzip file unpacks to more than ${maxRatio} times its size. Unpack it first and send that, if it is meant.`;
}

async function hasRoom(folder: string): Promise<boolean> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return bavail * bsize > Math.min(diskReserve.bytes, blocks * bsize * diskReserve.share);
}

/** Decides on the first two bytes, because positions in a job have to be positions in plain text. */
function gunzipWhenGzipped(): (source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer> {
  return async function* (source) {
    const chunks = source[Symbol.asyncIterator]();
    let first = await chunks.next();
    if (first.done) return;
    let head = first.value;
    while (head.length < 2 && !(first = await chunks.next()).done) head = Buffer.concat([head, first.value]);
    const whole = (async function* () {
      yield head;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    })();
    if (head[0] !== 0x1f || head[1] !== 0x8b) return yield* whole;
    const gunzip = createGunzip();
    // Caught at once: a fault may come while nobody looks, because the disk is slow.
    const feeding = pipeline(whole, gunzip).catch(() => undefined);
    try {
      for await (const chunk of gunzip) yield chunk as Buffer;
    } finally {
      gunzip.destroy();
      await feeding;
    }
  };
}
