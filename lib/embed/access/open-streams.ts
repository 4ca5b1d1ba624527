import type { RefusalReason } from '@/lib/embed/refusal';

/** How often it is looked whether what opened a stream still does, ms; once for all streams that it opened. */
const lookEveryMs = 2_000;

export type OpenStream = {
  /** Streams with equal keys stand and fall together. */
  key: string;
  /** Unix ms. */
  expiresAt: number;
  /** Null when it may go on. */
  check: () => Promise<RefusalReason | null>;
  end: () => void;
};

export type OpenStreams = {
  /** The returned function takes it out again. */
  add(stream: OpenStream): () => void;
  /** Looks at once, as something was changed. */
  look(): Promise<void>;
  size(): number;
};

/** The streams of embeds that are open in this process: each ends with what opened it, within seconds on every replica. */
export function createOpenStreams(now: () => number): OpenStreams {
  const groups = new Map<string, Set<OpenStream>>();
  let timer: ReturnType<typeof setInterval> | null = null;
  const look = async (): Promise<void> => {
    for (const streams of groups.values()) {
      for (const stream of streams) if (stream.expiresAt <= now()) stream.end();
      const [first] = streams;
      // The store is away: who was let in stays in until it can be asked again.
      const reason = first ? await first.check().catch(() => null) : null;
      if (reason !== null) for (const stream of [...streams]) stream.end();
    }
  };
  const remove = (stream: OpenStream): void => {
    const streams = groups.get(stream.key);
    streams?.delete(stream);
    if (streams?.size === 0) groups.delete(stream.key);
    if (groups.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
  return {
    add(stream) {
      const streams = groups.get(stream.key) ?? new Set();
      groups.set(stream.key, streams.add(stream));
      timer ??= setInterval(() => void look(), lookEveryMs).unref();
      return () => remove(stream);
    },
    look,
    size: () => [...groups.values()].reduce((sum, streams) => sum + streams.size, 0),
  };
}
