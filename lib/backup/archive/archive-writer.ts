import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createTarPacker } from 'modern-tar';
import type { BackupEntry, BackupManifest } from '@/lib/model/backup';

export const manifestName = 'manifest.json';

export type ArchiveWriter = {
  /** What has been written, in order. */
  readonly entries: readonly BackupEntry[];
  bytes(): number;
  add(name: string, bytes: Uint8Array, rows: number): Promise<void>;
  /** Writes the manifest behind everything else; the archive is on disk when it resolves. */
  finish(manifest: BackupManifest): Promise<void>;
  /** Ends without a manifest: what is left is no archive. */
  abandon(reason: Error): Promise<void>;
};

/** A tar file, readable for its owner only, with the checksum of every entry in a manifest at its end. */
export function writeArchive(file: string, madeAt: number): ArchiveWriter {
  const { readable, controller } = createTarPacker();
  const written = pipeline(
    Readable.fromWeb(readable as unknown as ReadableStream<Uint8Array>),
    createWriteStream(file, { mode: 0o600, flags: 'wx' }),
  );
  // Seen by whoever adds the next entry or finishes.
  written.catch((error: unknown) => controller.error(error));
  const entries: BackupEntry[] = [];
  let total = 0;

  async function put(name: string, bytes: Uint8Array): Promise<void> {
    const header = { name, size: bytes.byteLength, type: 'file', mode: 0o600, mtime: new Date(madeAt) } as const;
    const writer = controller.add(header).getWriter();
    await writer.write(bytes);
    await writer.close();
    total += bytes.byteLength;
  }

  return {
    entries,
    bytes: () => total,
    async add(name, bytes, rows) {
      await put(name, bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      entries.push({ name, bytes: bytes.byteLength, sha256, rows });
    },
    async finish(manifest) {
      await put(manifestName, Buffer.from(`${JSON.stringify(manifest)}\n`));
      controller.finalize();
      await written;
      const handle = await open(file, 'r');
      await handle.sync().finally(() => handle.close());
    },
    async abandon(reason) {
      controller.error(reason);
      await written.catch(() => undefined);
    },
  };
}
