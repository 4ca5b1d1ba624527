export type PressureState = {
  /** 1 is normal; doubled up to 8. */
  level: number;
  /** Since when calls wait for long or are refused, ms; null while they do not. */
  hotFrom: number | null;
  /** Since when nobody has waited, ms; null while somebody does. */
  calmFrom: number | null;
  /** So long nobody must have waited before the level is lowered, ms. */
  calmMs: number;
  raisedAt: number;
  loweredAt: number;
};

/** What was seen since the last look. */
export type PressureSample = { now: number; longestWaitMs: number; refused: number };

const highest = 8;
/** A wait that people notice; between this and the next, nothing changes. */
const highMs = 250;
const lowMs = 80;
/** A page with many new charts makes calls wait for a moment; that is no reason to slow others down. */
const raiseEveryMs = 1_000;
const relapseMs = 10_000;
const firstCalmMs = 3_000;
const mostCalmMs = 24_000;

export const normalPressure: PressureState = {
  level: 1,
  hotFrom: null,
  calmFrom: null,
  calmMs: firstCalmMs,
  raisedAt: -Infinity,
  loweredAt: -Infinity,
};

/**
 * The next level: doubled after each second in which calls wait or are refused, halved after a calm time. A level that has to be raised again soon
 * after it was lowered is kept twice as long the next time, so that charts do not change their pace every few seconds.
 */
export function nextPressure(state: PressureState, sample: PressureSample): PressureState {
  const { now, longestWaitMs, refused } = sample;
  if (longestWaitMs >= highMs || refused > 0)
    return raised({ ...state, hotFrom: state.hotFrom ?? now, calmFrom: null }, now);
  if (longestWaitMs > lowMs) return { ...state, hotFrom: null, calmFrom: null };
  const calmFrom = state.calmFrom ?? now;
  if (now - calmFrom < state.calmMs) return { ...state, hotFrom: null, calmFrom };
  if (state.level === 1) return normalPressure;
  return { ...state, level: state.level / 2, hotFrom: null, calmFrom: now, loweredAt: now };
}

function raised(state: PressureState, now: number): PressureState {
  const since = Math.max(state.hotFrom ?? now, state.raisedAt);
  if (state.level >= highest || now - since < raiseEveryMs) return state;
  const isRelapse = now - state.loweredAt < relapseMs;
  const calmMs = isRelapse ? Math.min(2 * state.calmMs, mostCalmMs) : state.calmMs;
  return { ...state, level: state.level * 2, calmMs, raisedAt: now, loweredAt: -Infinity };
}
