import type { Services } from '@/lib/context';

const lookEveryMs = 1_000;
/** Corrections of this size are usual and harm nothing. */
const toleratedMs = 2_000;

/**
 * Notices that the system's clock was put back, and makes due what would else wait until the clock is there again: rules,
 * groups and messages. Caches and live questions notice by themselves. Returns what ends it.
 */
export function watchClock({ clock, store, log }: Pick<Services, 'clock' | 'store' | 'log'>): () => void {
  const offset = () => clock.now() - clock.monotonic();
  let last = offset();
  let isBehind = false;
  const timer = setInterval(() => {
    const backMs = last - offset();
    last = offset();
    if (backMs > toleratedMs) {
      isBehind = true;
      log.warn({ backMs }, 'the clock was put back; what is due is looked at again');
    }
    if (!isBehind) return;
    isBehind = false;
    store.catchUp(clock.now()).catch((error: unknown) => {
      isBehind = true;
      log.warn({ err: error }, 'what is due could not be looked at after the clock was put back; trying again');
    });
  }, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}
