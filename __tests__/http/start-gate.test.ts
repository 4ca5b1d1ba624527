import { createStartGate } from '@/lib/http/start-gate';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const settledOf = (work: Promise<void>) => {
  const state = { isSettled: false };
  void work.then(() => (state.isSettled = true));
  return state;
};

describe('the gate of a portal that starts', () => {
  it('lets everybody through once it is open, and who comes later at once', async () => {
    const gate = createStartGate({ holdMs: 4_000, most: 10 });
    const early = settledOf(gate.wait());
    await jest.advanceTimersByTimeAsync(3_000);
    expect(early.isSettled).toBe(false);
    gate.open();
    const later = settledOf(gate.wait());
    await jest.advanceTimersByTimeAsync(0);
    expect([early.isSettled, later.isSettled]).toEqual([true, true]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('holds nobody for longer than it may', async () => {
    const gate = createStartGate({ holdMs: 4_000, most: 10 });
    const waiting = settledOf(gate.wait());
    await jest.advanceTimersByTimeAsync(3_999);
    expect(waiting.isSettled).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(waiting.isSettled).toBe(true);
  });

  it('holds only so many, and others again when these have gone', async () => {
    const gate = createStartGate({ holdMs: 100, most: 2 });
    const first = [settledOf(gate.wait()), settledOf(gate.wait())];
    const third = settledOf(gate.wait());
    await jest.advanceTimersByTimeAsync(0);
    expect([...first, third].map(({ isSettled }) => isSettled)).toEqual([false, false, true]);
    await jest.advanceTimersByTimeAsync(100);
    const fourth = settledOf(gate.wait());
    await jest.advanceTimersByTimeAsync(0);
    expect(fourth.isSettled).toBe(false);
  });
});
