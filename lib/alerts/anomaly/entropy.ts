/**
 * Whether the mix of recent values has been seen before: a window's shares per bin against all mixes met so far, by
 * relative entropy (Wang et al., "Statistical techniques for online anomaly detection in data centers", 2011).
 */
export type Mixes = { low: number; high: number; known: { shares: number[]; count: number }[] };
export type MixShape = { window: number; bins: number; most: number; sameBelow: number };

/** A share of zero would make every other mix infinitely far. */
const leastShare = 1e-3;

/** Learns the mixes of all windows of some values; the bins span their range. */
export function fitMixes(values: readonly number[], shape: MixShape): { mixes: Mixes; distances: number[] } {
  let mixes: Mixes = {
    low: values.reduce((low, value) => Math.min(low, value), Infinity),
    high: values.reduce((high, value) => Math.max(high, value), -Infinity),
    known: [],
  };
  const distances: number[] = [];
  for (let end = shape.window; end <= values.length; end += 1) {
    const seen = learnMix(mixes, values.slice(end - shape.window, end), shape);
    mixes = seen.mixes;
    distances.push(seen.distance);
  }
  return { mixes, distances };
}

/**
 * The distance (a G-statistic) of a window to the nearest known mix, and the mixes with the window taken in: it either
 * counts for that mix or becomes a new one, in the place of the one met least when there are too many.
 */
export function learnMix(mixes: Mixes, window: readonly number[], shape: MixShape): { mixes: Mixes; distance: number } {
  const shares = sharesOf(window, mixes, shape.bins);
  const { index, distance } = nearest(mixes.known, shares, window.length);
  const match = mixes.known[index];
  if (match !== undefined && distance < shape.sameBelow) {
    const known = mixes.known.with(index, { ...match, count: match.count + 1 });
    return { mixes: { ...mixes, known }, distance };
  }
  const kept = mixes.known.length < shape.most ? mixes.known : withoutRarest(mixes.known);
  return {
    mixes: { ...mixes, known: [...kept, { shares, count: 1 }] },
    distance: match === undefined ? 0 : distance,
  };
}

function sharesOf(window: readonly number[], { low, high }: Mixes, bins: number): number[] {
  const shares = Array<number>(bins).fill(0);
  for (const value of window) {
    const bin = high > low ? Math.floor(((value - low) / (high - low)) * bins) : value > high ? bins - 1 : 0;
    const inside = Math.max(0, Math.min(bins - 1, bin));
    shares[inside] = (shares[inside] ?? 0) + 1 / window.length;
  }
  return shares;
}

function nearest(known: Mixes['known'], shares: readonly number[], length: number) {
  let found = { index: -1, distance: Infinity };
  known.forEach((mix, index) => {
    let divergence = 0;
    for (let bin = 0; bin < shares.length; bin += 1) {
      const share = shares[bin] ?? 0;
      if (share > 0) divergence += share * Math.log(share / Math.max(mix.shares[bin] ?? 0, leastShare));
    }
    const distance = 2 * length * divergence;
    if (distance < found.distance) found = { index, distance };
  });
  return found;
}

function withoutRarest(known: Mixes['known']): Mixes['known'] {
  // The newest stays: it may be the beginning of what is usual from now on.
  const older = known.slice(0, -1);
  const least = Math.min(...older.map(({ count }) => count));
  return known.toSpliced(
    older.findIndex(({ count }) => count === least),
    1,
  );
}
