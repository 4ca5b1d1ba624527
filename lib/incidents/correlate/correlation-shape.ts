/** The numbers of correlation. `correlationShape` is the one configuration of all workspaces; its figures are in `npm run bench:alerts`. */
export type CorrelationShape = {
  /** A group takes alerts in until it was quiet for so long, or for two evaluations of the alert's rule if that is longer. */
  quietMs: number;
  /** Alerts of places nobody knows belong together when they begin within this time of the group. */
  onsetMs: number;
  /** How strongly an alert has to be related to a group, and what each number of steps in the topology is worth. */
  leastRelation: number;
  steps: readonly number[];
  /** What places are worth that began to fail together before, once that was seen in `learnedAfter` groups. */
  comovement: number;
  learnedAfter: number;
  /** Of several related groups the busiest wins: weight of its last alert, which halves with every `fadeMs` ln 2. */
  recency: number;
  fadeMs: number;
  /** A new burst in a group older than `settledMs` is another trouble that has begun; see lib/alerts/correlate/bursts. */
  burst: { windowMs: number; leastInstants: number; timesBefore: number; memoryMs: number; settledMs: number };
  /** Bounds of memory. */
  placesPerGroup: number;
  recent: number;
  pairs: number;
};

/**
 * Not fitted to one data set: quiet time, burst and recency are from the middle of plateaus that MicroSS, its overlay, two
 * clusters on one clock and MicroSS on an evaluation clock of one minute have in common; the rest is a choice.
 */
export const correlationShape: CorrelationShape = {
  quietMs: 120_000,
  onsetMs: 60_000,
  leastRelation: 0.3,
  steps: [1, 0.8, 0.6, 0.4, 0.3],
  comovement: 0.5,
  learnedAfter: 3,
  recency: 10,
  fadeMs: 60_000,
  burst: { windowMs: 10_000, leastInstants: 8, timesBefore: 2, memoryMs: 100_000, settledMs: 45_000 },
  placesPerGroup: 200,
  recent: 1_000,
  pairs: 4_000,
};
