import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ReadableStream } from 'node:stream/web';
import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';

/** Parts are written at a few megabytes; anything much larger was not written by us. */
const maxEntryBytes = 256 * 1024 * 1024;

export type ArchiveEntry = { name: string; bytes: Buffer };

/** The entries whose names are wanted, in order; one is in memory at a time. Throws what the file system or the decoder throws. */
export async function* readArchive(
  file: string,
  isWanted: (name: string) => boolean,
): AsyncGenerator<ArchiveEntry, void, undefined> {
  const source = createReadStream(file, { highWaterMark: 1024 * 1024 });
  const bytes = Readable.toWeb(source) as unknown as globalThis.ReadableStream<Uint8Array>;
  const decoded = bytes.pipeThrough(createTarDecoder({ strict: true }));
  try {
    for await (const { header, body } of decoded as unknown as ReadableStream<ParsedTarEntry>) {
      if (header.size > maxEntryBytes) throw new Error(`${header.name} is larger than any part of a backup`);
      if (isWanted(header.name)) yield { name: header.name, bytes: await buffer(body) };
      else await body.cancel();
    }
  } finally {
    source.destroy();
  }
}
