import type { ServerResponse } from 'node:http';

export type PageLane = (render: () => Promise<void>, reply: ServerResponse) => Promise<void>;
type Options = {
  /** How many pages are rendered at the same time. */
  width: number;
  /** A page that waits for its panels longer than this lets the next one begin, ms. */
  holdMs: number;
  /** When somebody has waited for as long as this, ms, whoever comes is refused at once and not after a wait that is longer still. */
  longestWaitMs: number;
  refuse: (reply: ServerResponse) => void;
  /** What has its turn between two pages. */
  between: () => Promise<void>;
};

/**
 * Renders pages in the order of their arrival, a few at a time. Rendering keeps one core busy, so that many at once finish
 * together and late, and readers who came together stay together; one after the other, all but the last are earlier and
 * none is later. A reader who left before the turn came is skipped.
 */
export function createPageLane({ width, holdMs, longestWaitMs, refuse, between }: Options): PageLane {
  const waiting: { since: number; begin: () => void }[] = [];
  let free = width;

  const enter = (): Promise<void> | undefined => {
    if (free === 0) return new Promise((resolve) => waiting.push({ since: performance.now(), begin: resolve }));
    free -= 1;
    return undefined;
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next.begin();
    else free += 1;
  };

  return async (render, reply) => {
    const [first] = waiting;
    if (first !== undefined && performance.now() - first.since > longestWaitMs) return refuse(reply);
    await enter();
    await between();
    if (reply.destroyed) return leave();
    let isHeld = true;
    const release = (): void => {
      if (!isHeld) return;
      isHeld = false;
      clearTimeout(timer);
      leave();
    };
    const timer = setTimeout(release, holdMs);
    reply.once('close', release);
    try {
      await render();
    } finally {
      release();
    }
  };
}
