import { inTime } from '@/lib/time/in-time';

export type StartGate = {
  /** Resolves when the gate is open, after `holdMs` at the latest; at once for whoever finds `most` waiting. Never rejects. */
  wait(): Promise<void>;
  open(): void;
};

/**
 * Where requests wait while the portal starts: a restart takes a few seconds, and an answer that is late is an answer. What has
 * waited for `holdMs` is told that the portal is starting.
 */
export function createStartGate({ holdMs, most }: { holdMs: number; most: number }): StartGate {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let waiting = 0;
  return {
    open,
    async wait() {
      if (waiting >= most) return;
      waiting += 1;
      try {
        await inTime(opened, { ms: holdMs, late: undefined });
      } finally {
        waiting -= 1;
      }
    },
  };
}
