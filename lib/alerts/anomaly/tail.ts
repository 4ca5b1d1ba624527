/**
 * How rare a value is, learned from all values before it: peaks over a threshold, whose excesses follow a generalized
 * Pareto distribution (SPOT, Siffer et al., KDD 2017). Shape and scale come from the first two moments of the excesses
 * (Hosking & Wallis 1987), so a tail is seven numbers however long the series gets.
 */
export type Tail = {
  /** Values until the threshold is final; null afterwards. */
  warm: number[] | null;
  threshold: number | null;
  seen: number;
  excesses: number;
  sum: number;
  sumOfSquares: number;
};
export type TailShape = { level: number; firstFit: number; lastFit: number };

/** No rarity above this: 1 in 10^60 says no more than 1 in 10^50. */
const rarestKnown = 60;
/** The rarity that the end of a tail may claim by itself, one in a million: it was learned from a handful of values. */
const endClaims = 6;
const fitEvery = 50;

export const emptyTail: Tail = { warm: [], threshold: null, seen: 0, excesses: 0, sum: 0, sumOfSquares: 0 };

/** Takes a value into the tail. The threshold is fitted anew while the tail warms up and then stays. */
export function learnTail(tail: Tail, value: number, shape: TailShape): Tail {
  if (tail.warm === null) return addExcess(tail, value);
  const warm = [...tail.warm, value];
  const isFit = warm.length >= shape.firstFit && (warm.length - shape.firstFit) % fitEvery === 0;
  if (!isFit) return { ...addExcess(tail, value), warm };
  const sorted = [...warm].sort((a, b) => a - b);
  const threshold = sorted[Math.floor(shape.level * sorted.length)] ?? value;
  const fitted = warm.reduce(addExcess, { ...emptyTail, warm: null, threshold });
  return { ...fitted, warm: warm.length >= shape.lastFit ? null : warm };
}

function addExcess(tail: Tail, value: number): Tail {
  const excess = tail.threshold === null ? 0 : value - tail.threshold;
  if (!(excess > 0)) return { ...tail, seen: tail.seen + 1 };
  return {
    ...tail,
    seen: tail.seen + 1,
    excesses: tail.excesses + 1,
    sum: tail.sum + excess,
    sumOfSquares: tail.sumOfSquares + excess * excess,
  };
}

/** -log10 of the probability of a value at least as high: 3 is one in a thousand; 0 below the threshold or before it is known. */
export function rarityOf(tail: Tail, value: number): number {
  if (tail.threshold === null) return 0;
  const excess = value - tail.threshold;
  if (!(excess > 0)) return 0;
  if (tail.excesses < 2) return Math.log10(tail.seen);
  const { shape, scale, mean } = fit(tail);
  const base = 1 + (shape * excess) / scale;
  const curved = base <= 0 ? Infinity : Math.log10(base) / shape;
  const straight = excess / mean / Math.LN10;
  const common = Math.log10(tail.seen / tail.excesses);
  // A tail with an end says that nothing is beyond it. How far a value is beyond is told by the tail without one.
  const rarity = Math.abs(shape) < flat ? straight : Math.min(curved, Math.max(endClaims - common, straight));
  return Math.min(rarestKnown, rarity + common);
}

/** The value whose rarity this is; null while the tail knows too little. */
export function valueOfRarity(tail: Tail, rarity: number): number | null {
  if (tail.threshold === null) return null;
  if (tail.excesses < 2) return tail.threshold;
  const { shape, scale, mean } = fit(tail);
  const log = Math.max(0, rarity - Math.log10(tail.seen / tail.excesses)) * Math.LN10;
  const straight = mean * log;
  const curved = (scale / shape) * (Math.exp(shape * log) - 1);
  if (Math.abs(shape) < flat) return tail.threshold + straight;
  return tail.threshold + (rarity > endClaims ? Math.max(curved, straight) : curved);
}

/** Below this shape the distribution is exponential to the last digit. */
const flat = 1e-6;

function fit(tail: Tail): { shape: number; scale: number; mean: number } {
  const mean = tail.sum / tail.excesses;
  const variance = tail.sumOfSquares / tail.excesses - mean * mean;
  // Equal excesses have no variance; the exponential distribution is what their mean alone says.
  if (!(variance > mean * mean * 1e-6)) return { shape: 0, scale: mean, mean };
  const ratio = (mean * mean) / variance;
  return { shape: (1 - ratio) / 2, scale: (mean * (ratio + 1)) / 2, mean };
}
