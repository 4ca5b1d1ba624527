const beatMs = 2_000;
/** A busy machine may keep a healthy process from answering for a while; so many beats in a row it may miss. */
const missesAllowed = 5;

/** Feels a process's pulse: `ping` asks, `heard` is told of the answer, `onStill` once it has not answered for ten seconds. */
export type Pulse = { heard(): void; stop(): void };

/**
 * Beats are counted, not time: when it is the portal that stood still, one beat is missed and not five.
 */
export function startPulse({ ping, onStill }: { ping: () => void; onStill: () => void }): Pulse {
  let misses = 0;
  const timer = setInterval(() => {
    misses += 1;
    if (misses <= missesAllowed) return ping();
    clearInterval(timer);
    onStill();
  }, beatMs);
  timer.unref();
  return {
    heard() {
      misses = 0;
    },
    stop: () => clearInterval(timer),
  };
}
