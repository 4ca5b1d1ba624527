import type { Value } from '@/lib/model/value';
import type { Aggregate } from '@/lib/model/measure';

/**
 * What is known of some events on one side of the focus; `squares` is the sum of the squares of their numbers. `sampling` is the
 * variance of what was estimated from a sample.
 */
export type Side = {
  events: number;
  measure: Value;
  numbers: number;
  squares: number;
  sampling?: { measure: number; events: number };
};
/** Inside and outside of the focus. */
export type Sides = { inside: Side; outside: Side };
/** How long both sides are, in the unit of the measure's time. */
export type Lengths = { inside: number; outside: number };

/** Differences within so many standard errors are taken for chance: many values are compared, so the usual two are too few. */
const errors = 3;
/** For figures whose error is not known, so many events are worth half of the difference that they show. */
const halfTrust = 30;

export const additive: readonly Aggregate[] = ['count', 'users', 'sum', 'rate'];

/**
 * How much of a measure's change one value of a field explains, in units of the measure. Two figures have to agree on it, as
 * in Adtributor (Bhagwan et al., NSDI 2014): the contribution, by which the whole changes because of this value
 * (explanatory power), and the excess, by which this value has changed more than all others together (surprise). The
 * smaller of the two counts, each less three standard errors, and nothing does when they have different signs. So what has
 * changed just as everything else has, what has not changed while something else has, and what may be chance are near 0.
 */
export function effectOf(agg: Aggregate, of: { own: Sides; all: Sides; lengths: Lengths }): number {
  const parts = additive.includes(agg) ? additiveParts(of) : agg === 'avg' ? meanParts(of) : otherParts(of);
  if (parts === null) return 0;
  const [contribution, excess] = parts.map(surePart);
  if (contribution === undefined || excess === undefined || contribution * excess <= 0) return 0;
  return Math.abs(contribution) < Math.abs(excess) ? contribution : excess;
}

/** A difference with its variance. */
type Part = { difference: number; variance: number };
type Parts = [contribution: Part, excess: Part] | null;

function surePart({ difference, variance }: Part): number {
  return Math.sign(difference) * Math.max(0, Math.abs(difference) - errors * Math.sqrt(Math.max(0, variance)));
}

/**
 * A count or sum per time; that of random events varies as the sum of the squares of what each adds (compound Poisson). To
 * that comes the error of the sample, which is the same for the rest, as together they are known.
 */
type Amount = { amount: number; variance: number; sampling: number };
function amountOf({ measure, numbers, squares, events, sampling }: Side, length: number): Amount {
  const amount = measure ?? 0;
  const spread = numbers > 0 ? squares : Math.min(events, amount);
  return { amount: amount / length, variance: spread / length ** 2, sampling: (sampling?.measure ?? 0) / length ** 2 };
}

const varianceOf = ({ variance, sampling }: Amount): number => variance + sampling;

function restOf(all: Amount, own: Amount): Amount {
  return {
    amount: all.amount - own.amount,
    variance: Math.max(0, all.variance - own.variance),
    sampling: own.sampling,
  };
}

/** What the value would be outside if it had changed as the rest has is the rest's ratio times what it was. */
function additiveParts({ own, all, lengths }: { own: Sides; all: Sides; lengths: Lengths }): Parts {
  const [inside, outside] = [amountOf(own.inside, lengths.inside), amountOf(own.outside, lengths.outside)];
  const restIn = restOf(amountOf(all.inside, lengths.inside), inside);
  const restOut = restOf(amountOf(all.outside, lengths.outside), outside);
  if (isNothing(restIn.amount, inside.amount) && isNothing(restOut.amount, outside.amount)) return null;
  const hasRatio = restOut.amount > 0 && restIn.amount > 0;
  const ratio = hasRatio ? restIn.amount / restOut.amount : 1;
  // Of a ratio of two independent figures, by the delta method.
  const ratioVariance = hasRatio
    ? ratio ** 2 * (varianceOf(restIn) / restIn.amount ** 2 + varianceOf(restOut) / restOut.amount ** 2)
    : 0;
  return [
    { difference: inside.amount - outside.amount, variance: varianceOf(inside) + varianceOf(outside) },
    {
      difference: inside.amount - ratio * outside.amount,
      variance: varianceOf(inside) + ratio ** 2 * varianceOf(outside) + outside.amount ** 2 * ratioVariance,
    },
  ];
}

/** Sums of the same numbers in another order differ in the last digits. */
const isNothing = (rest: number, beside: number): boolean => Math.abs(rest) <= Math.abs(beside) * 1e-9;

/** Of one side: the share of the numbers, their mean, and the variance of both. */
type Mean = { share: number; shareVariance: number; mean: Value; meanVariance: number };
function meanOf({ measure, numbers, squares, sampling }: Side, all: Side): Mean {
  const share = all.numbers > 0 ? numbers / all.numbers : 0;
  const { events = 0, measure: error = 0 } = sampling ?? {};
  return {
    share,
    shareVariance: all.numbers > 0 ? (share * (1 - share)) / all.numbers + events / all.numbers ** 2 : 0,
    mean: numbers === 0 ? null : measure,
    meanVariance: spreadOfMean(measure, numbers, squares) + (numbers === 0 ? 0 : error),
  };
}

function spreadOfMean(mean: Value, numbers: number, squares: number): number {
  if (mean === null || numbers === 0) return 0;
  // One number says nothing of how much they vary.
  if (numbers === 1) return mean ** 2;
  return Math.max(0, squares / numbers - mean ** 2) / Math.max(numbers - 1, 1);
}

function restSide(all: Side, own: Side): Side {
  const numbers = all.numbers - own.numbers;
  const sum = (all.measure ?? 0) * all.numbers - (own.measure ?? 0) * own.numbers;
  return {
    events: all.events - own.events,
    measure: numbers > 0 ? sum / numbers : null,
    numbers,
    squares: Math.max(0, all.squares - own.squares),
    ...restSampling(all, own),
  };
}

/** Sums are known, so the rest's sum errs by as much as the value's own; per number that is less, the more there are. */
function restSampling(all: Side, own: Side): Pick<Side, 'sampling'> {
  const rest = all.numbers - own.numbers;
  if (own.sampling === undefined || rest <= 0) return {};
  const { measure, events } = own.sampling;
  return { sampling: { measure: measure * (own.numbers / rest) ** 2, events } };
}

/**
 * The change of a mean is the sum over all values of share × own change (rate) and change of share × distance from the mean
 * (mix). Of the rate only what exceeds the change of the rest is excess.
 */
export function meanParts({ own, all }: { own: Sides; all: Sides }): Parts {
  const rest = { inside: restSide(all.inside, own.inside), outside: restSide(all.outside, own.outside) };
  if (rest.inside.numbers <= 0 && rest.outside.numbers <= 0) return null;
  const others = changeOf({
    inside: meanOf(rest.inside, all.inside),
    outside: meanOf(rest.outside, all.outside),
  });
  return partsOf({ own, all }, others);
}

/** Other figures cannot be taken apart; they are weighed like means, against the change of the whole, and trusted by their count. */
function otherParts({ own, all }: { own: Sides; all: Sides }): Parts {
  const sides = [own.inside.numbers, own.outside.numbers].filter((count) => count > 0);
  const fewest = sides.length === 0 ? 0 : Math.min(...sides);
  const trust = fewest / (fewest + halfTrust);
  const bare = (side: Side): Side => ({ ...side, squares: 0 });
  const change = changeOf({
    inside: meanOf(bare(all.inside), all.inside),
    outside: meanOf(bare(all.outside), all.outside),
  });
  const parts = partsOf(
    { own: { inside: bare(own.inside), outside: bare(own.outside) }, all },
    { ...change, variance: 0 },
  );
  return parts && [trusted(parts[0], trust), trusted(parts[1], trust)];
}

const trusted = ({ difference }: Part, trust: number): Part => ({ difference: difference * trust, variance: 0 });

function changeOf({ inside, outside }: { inside: Mean; outside: Mean }): Part {
  if (inside.mean === null || outside.mean === null) return { difference: 0, variance: 0 };
  return { difference: inside.mean - outside.mean, variance: inside.meanVariance + outside.meanVariance };
}

function partsOf({ own, all }: { own: Sides; all: Sides }, others: Part): Parts {
  const inside = meanOf(own.inside, all.inside);
  const outside = meanOf(own.outside, all.outside);
  const before = outside.mean ?? inside.mean;
  if (before === null) return null;
  const change = changeOf({ inside, outside });
  const distance = before - (all.outside.measure ?? before);
  const mix = (inside.share - outside.share) * distance;
  const mixVariance = distance ** 2 * (inside.shareVariance + outside.shareVariance);
  const weight = inside.share;
  return [
    { difference: weight * change.difference + mix, variance: weight ** 2 * change.variance + mixVariance },
    {
      difference: weight * (change.difference - others.difference) + mix,
      variance: weight ** 2 * (change.variance + others.variance) + mixVariance,
    },
  ];
}
