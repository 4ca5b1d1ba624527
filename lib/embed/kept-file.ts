import { createHash } from 'node:crypto';
import type { Context } from '@/lib/context';

/** `etag` is strong: equal tags mean equal bytes. `asOf`: when what it says was computed, Unix ms. */
export type KeptFile = { body: Buffer; etag: string; asOf: number };
/** `digest`: what it was made of. `madeAt`: by the clock that never goes back, ms. */
type Entry = KeptFile & { note: string; digest: string; madeAt: number; bytes: number };

export type Wanted = {
  /** Of all that look the same as long as they say the same. */
  key: string;
  /** As long as both are the same, nothing has to be looked at. */
  asOf: number;
  note: string;
  /** A file is made this seldom while the note stays, ms: a window that moves would have it made for each answer. */
  restMs: number;
  /** What goes into the file; a newer answer with the same contents needs no new file. */
  contents: () => string;
  make: () => Promise<Buffer>;
};

/** A file that is so many times as old is shown once more while the next is made. */
const behind = 4;

/**
 * A file as it was made last, or made now: once for all who ask at the same time, and not at all when an answer that was computed
 * anew says the same as before. Only the last one of each key is kept.
 */
export async function keptFile(
  { images, clock, metrics }: Pick<Context, 'images' | 'clock' | 'metrics'>,
  { key, asOf, note, restMs, contents, make }: Wanted,
): Promise<KeptFile & { isMade: boolean }> {
  const known = images.get<Entry>(key)?.value;
  if (known?.note === note && (known.asOf === asOf || clock.monotonic() < known.madeAt + restMs))
    return { ...known, isMade: false };
  const digest = hash(contents());
  if (known?.digest === digest) {
    known.asOf = asOf;
    return { ...known, isMade: false };
  }
  const making = images.fetch(`${key}:${digest}`, async () => {
    const body = await make();
    const madeAt = clock.monotonic();
    const entry: Entry = { body, etag: `"${hash(body)}"`, asOf, note, digest, madeAt, bytes: body.length + 500 };
    images.set(key, entry, clock.now());
    metrics.chartFiles.bytes.set(images.stats().bytes);
    return { ...entry, isMade: true };
  });
  if (known?.note !== note || clock.monotonic() >= known.madeAt + behind * restMs) return making;
  // Whoever asks next tries again, and waits for it when this one has become too old.
  making.catch(() => undefined);
  return { ...known, isMade: false };
}

const hash = (of: string | Buffer): string => createHash('sha256').update(of).digest('base64url').slice(0, 27);
