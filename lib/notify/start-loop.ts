/** A loop that can be hurried and ended. */
export type Loop = { poke: () => void; stop: () => Promise<void> };

type Work = {
  /** One turn; resolves to how long it may be until the next, ms. */
  turn: () => Promise<number>;
  onError: (error: unknown) => void;
};
const afterErrorMs = 2_000;

/** Turn after turn until it is stopped, which waits for the one in hand. A poke during a turn counts for the next. */
export function startLoop({ turn, onError }: Work): Loop {
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
