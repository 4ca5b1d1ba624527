import { createHash } from 'node:crypto';
import type { Context } from '@/lib/context';

/** `etag` is strong: equal tags mean equal bytes. */
export type KeptFile = { body: Buffer; etag: string };
/** `stamp`: when what it was made of was computed. `digest`: what that says. */
type Entry = KeptFile & { stamp: string; digest: string; bytes: number };

export type Wanted = {
  /** Of all that look the same as long as they say the same. */
  key: string;
  /** As long as it is the same, nothing has to be looked at. */
  stamp: string;
  /** What goes into the file; a newer stamp with the same contents needs no new file. */
  contents: () => string;
  make: () => Promise<Buffer>;
};

/**
 * A file as it was made last, or made now: once for all who ask at the same time, and not at all when an answer that was computed
 * anew says the same as before. Only the last one of each key is kept.
 */
export async function keptFile(
  { images, clock, metrics }: Pick<Context, 'images' | 'clock' | 'metrics'>,
  { key, stamp, contents, make }: Wanted,
): Promise<KeptFile & { isMade: boolean }> {
  const known = images.get<Entry>(key)?.value;
  if (known?.stamp === stamp) return { ...known, isMade: false };
  const digest = hash(contents());
  if (known?.digest === digest) {
    known.stamp = stamp;
    return { ...known, isMade: false };
  }
  return images.fetch(`${key}:${digest}`, async () => {
    const body = await make();
    const entry: Entry = { body, etag: `"${hash(body)}"`, stamp, digest, bytes: body.length + 500 };
    images.set(key, entry, clock.now());
    metrics.chartFiles.bytes.set(images.stats().bytes);
    return { ...entry, isMade: true };
  });
}

const hash = (of: string | Buffer): string => createHash('sha256').update(of).digest('base64url').slice(0, 27);
