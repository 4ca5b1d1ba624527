import type { LearnerShape } from './learner';

/**
 * The one configuration of all series. It was chosen on the development half of the Numenta Anomaly Benchmark from the
 * middle of a plateau (see `npm run bench:alerts`) and is frozen: its figures hold for exactly these numbers.
 */
export const learnerShape: LearnerShape = {
  tails: {
    level: { level: 0.99, firstFit: 100, lastFit: 300 },
    hour: { level: 0.99, firstFit: 100, lastFit: 300 },
    mix: { level: 0.98, firstFit: 100, lastFit: 250 },
    course: { level: 0.99, firstFit: 100, lastFit: 300 },
  },
  level: { now: 3, before: 100, handicap: 0.5 },
  hour: { slots: 24, weight: 0.2 },
  // 18.48 is the 99 % quantile of chi-square with 7 degrees of freedom, one fewer than there are bins.
  mix: { window: 52, bins: 8, most: 50, sameBelow: 18.48, fitAt: [150, 300] },
  course: { length: 19, neighbours: 10, memory: 600 },
  threshold: 4,
  calm: 80,
};
