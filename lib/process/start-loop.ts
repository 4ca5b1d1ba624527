import { setTimeout as sleep } from 'node:timers/promises';

/** A loop that can be hurried and ended. */
export type Loop = { poke: () => void; stop: () => Promise<void> };

type Work = {
  /** One turn; resolves to how long it may be until the next, ms. */
  turn: () => Promise<number>;
  onError: (error: unknown) => void;
  /** How long a poke that ends a pause waits, ms: whoever pokes from within a transaction needs a moment to end it. */
  settleMs?: number;
};
const afterErrorMs = 2_000;

/** Turn after turn until it is stopped, which waits for the one in hand. A poke during a turn counts for the next. */
export function startLoop({ turn, onError, settleMs = 0 }: Work): Loop {
  let isStopping = false;
  let isPoked = false;
  let endPause: () => void = () => undefined;
  const poke = () => {
    isPoked = true;
    endPause();
  };
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      if (isPoked || isStopping || ms <= 0) return resolve();
      const timer = setTimeout(resolve, ms);
      timer.unref();
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async () => {
    while (!isStopping) {
      isPoked = false;
      const waitMs = await turn().catch((error: unknown) => {
        onError(error);
        return afterErrorMs;
      });
      await pause(waitMs);
      if (isPoked && settleMs > 0 && !isStopping) await sleep(settleMs);
    }
  };
  const ended = run();
  return {
    poke,
    stop: async () => {
      isStopping = true;
      endPause();
      await ended;
    },
  };
}
