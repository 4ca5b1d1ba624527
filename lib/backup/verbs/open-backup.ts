import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { record } from '@/lib/audit/record';
import type { Context } from '@/lib/context';
import { findBackupFile } from '../backup-folder';
import { allowBackupFiles } from './allow-backups';

/** An archive to take away; who took it is written down. */
export async function openBackup(
  ctx: Context,
  { name }: { name: string },
): Promise<{ bytes: number; body: ReadableStream<Uint8Array> }> {
  await allowBackupFiles(ctx);
  const { file, bytes } = await findBackupFile(ctx, name);
  await record(ctx.store, ctx, { action: 'backup.download', target: `backup:${name}` });
  const source = createReadStream(file, { highWaterMark: 256 * 1024 });
  return { bytes, body: Readable.toWeb(source) as unknown as ReadableStream<Uint8Array> };
}
