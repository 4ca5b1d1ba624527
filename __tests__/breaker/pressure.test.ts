import { nextPressure, normalPressure, type PressureSample, type PressureState } from '@/lib/breaker/pressure';

/** The levels when looked at every 200 ms. */
function levels(of: (now: number) => Partial<PressureSample>, forMs: number, from: PressureState = normalPressure) {
  let state = from;
  const seen: { now: number; level: number }[] = [];
  for (let now = 0; now <= forMs; now += 200) {
    state = nextPressure(state, { longestWaitMs: 0, refused: 0, ...of(now), now });
    if (seen.at(-1)?.level !== state.level) seen.push({ now, level: state.level });
  }
  return { state, seen };
}

describe('the pressure', () => {
  it.each<[string, number, Partial<PressureSample>]>([
    ['nobody waits', 1, {}],
    ['waits are short', 1, { longestWaitMs: 80 }],
    ['waits are hardly noticed', 1, { longestWaitMs: 249 }],
    ['calls wait', 8, { longestWaitMs: 250 }],
    ['calls are refused', 8, { refused: 1 }],
  ])('when %s for a while is %i', (_, level, sample) => {
    expect(levels(() => sample, 10_000).state.level).toBe(level);
  });

  it('does not rise for a page that makes calls wait for less than a second', () => {
    expect(levels((now) => ({ longestWaitMs: now % 4_000 < 800 ? 600 : 0 }), 60_000).seen).toHaveLength(1);
  });

  it('doubles once a second and halves after three calm seconds each', () => {
    const { seen } = levels((now) => ({ longestWaitMs: now < 5_000 ? 1_000 : 0 }), 20_000);
    expect(seen.map(({ level }) => level)).toEqual([1, 2, 4, 8, 4, 2, 1]);
    expect(seen.map(({ now }) => now)).toEqual([0, 1_000, 2_000, 3_000, 8_000, 11_000, 14_000]);
  });

  it('stays where it is while waits are neither long nor short', () => {
    const { seen } = levels((now) => ({ longestWaitMs: now < 1_400 ? 1_000 : 150 }), 60_000);
    expect(seen.map(({ level }) => level)).toEqual([1, 2]);
  });

  it('keeps a level longer each time that giving it up was too early', () => {
    let level = 1;
    let state = normalPressure;
    const rises: number[] = [];
    // Calls wait whenever charts have their normal pace.
    for (let now = 0; now < 120_000; now += 200) {
      state = nextPressure(state, { now, longestWaitMs: level === 1 ? 300 : 0, refused: 0 });
      if (state.level > level) rises.push(now);
      ({ level } = state);
    }
    const pauses = rises.slice(1).map((at, i) => at - (rises[i] ?? 0));
    expect(pauses[0]).toBeLessThan(5_000);
    expect(pauses.at(-1)).toBeGreaterThan(20_000);
    expect(rises.length).toBeLessThan(9);
  });
});
