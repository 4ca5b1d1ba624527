/** Runs something once after a delay in ms; the returned function calls it off. */
export type Timers = { after(ms: number, run: () => void): () => void };

/** Does not keep the process alive: a portal that is asked to stop must not wait for a heartbeat. */
export const systemTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
