import type { GroupKey, Value } from './value';

/** The users of one group: how many reached each step, and how long they took. */
export type FunnelGroup = {
  /** Empty for all users. */
  group: GroupKey;
  isOther?: boolean;
  /** Per step, never rising. */
  counts: number[];
  /** Median time from the step before, ms; null for the first step and where nobody came. */
  medianMs: Value[];
  /** Median time from the first step to the last, ms. */
  totalMedianMs: Value;
};
/** The first group is all users; those of the dimension follow, largest first. */
export type FunnelData = { kind: 'funnel'; steps: string[]; groups: FunnelGroup[] };

export type RetentionCohort = {
  /** Start of the period, Unix ms. */
  start: number;
  /** Users who started in it. */
  size: number;
  /** Users who came back 0, 1, 2… periods later; null for periods that have not begun. */
  values: Value[];
};
export type RetentionData = {
  kind: 'retention';
  period: 'day' | 'week' | 'month';
  cohorts: RetentionCohort[];
  /** Start of the period that is still running; its numbers will grow. */
  openFrom?: number;
};

/**
 * So many journeys went from `from`, at the step before, to `to`, at `step` (1 to depth). `to` is null where the journey
 * ended: nothing followed, or preceded, within the gap.
 */
export type PathLink = { step: number; from: string; to: string | null; count: number };
/** Steps count away from the anchor, which is step 0; what is not among the leading ones is `other`, see `otherStep`. */
export type PathsData = {
  kind: 'paths';
  direction: 'after' | 'before';
  depth: number;
  anchor: string;
  /** Journeys that hold the anchor. */
  count: number;
  links: PathLink[];
  /** The most frequent whole journeys, anchor first. */
  flows: { steps: string[]; count: number }[];
};
/** Cannot be an event's name: names hold no control characters. */
export const otherStep = '\u0000other';

export type JourneyData = FunnelData | RetentionData | PathsData;
