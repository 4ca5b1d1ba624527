/** Runs something once soon; the returned function calls it off. */
export type Schedule = (run: () => void) => () => void;

/** A hidden page draws nothing, and the browser holds its animation frames back: once a second keeps its memory small. */
const hiddenMs = 1_000;

/** With the next animation frame, or within a second while the page is hidden. */
export const scheduleFrame: Schedule = (run) => {
  let isDone = false;
  const once = () => {
    if (isDone) return;
    isDone = true;
    cancel();
    run();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, hiddenMs);
  const cancel = () => {
    isDone = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  return cancel;
};
