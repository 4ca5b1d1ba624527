import type { Services } from '@/lib/context';
import { watchClock } from '@/lib/runtime/watch-clock';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function watched(answers: (() => Promise<void>)[] = []) {
  const clock = { ms: 50 * 3_600_000, real: 0 };
  const caughtUp: number[] = [];
  const stop = watchClock({
    clock: { now: () => clock.ms + clock.real, monotonic: () => clock.real },
    store: {
      catchUp: (now: number) => {
        caughtUp.push(now);
        return (answers.shift() ?? (() => Promise.resolve()))();
      },
    },
    log: { warn: () => undefined },
  } as unknown as Pick<Services, 'clock' | 'store' | 'log'>);
  const pass = async (seconds: number) => {
    for (let n = 0; n < seconds; n += 1) {
      clock.real += 1_000;
      await jest.advanceTimersByTimeAsync(1_000);
    }
  };
  return { clock, caughtUp, pass, stop };
}

test('what is due is looked at once when the clock is put back, and not when it is put forward or corrected a little', async () => {
  const { clock, caughtUp, pass, stop } = watched();
  await pass(3);
  clock.ms += 3_600_000;
  await pass(3);
  clock.ms -= 500;
  await pass(3);
  expect(caughtUp).toEqual([]);
  clock.ms -= 3_600_000;
  await pass(5);
  expect(caughtUp).toHaveLength(1);
  stop();
  clock.ms -= 3_600_000;
  await pass(5);
  expect(caughtUp).toHaveLength(1);
});

test('a store that is away is asked again until it is back', async () => {
  const no = () => Promise.reject(new Error('away'));
  const { clock, caughtUp, pass, stop } = watched([no, no]);
  clock.ms -= 3_600_000;
  await pass(6);
  expect(caughtUp).toHaveLength(3);
  stop();
});
