import type { Span } from '@/lib/time/spans';

/** What a committed batch touched, per workspace and event name. Live queries wake on these. */
export type CommittedBatch = {
  workspace: string;
  names: {
    name: string;
    rows: number;
    minTimestamp: number;
    maxTimestamp: number;
    /** Where the events lie apart: the stretches of time that hold them, ascending. */
    spans?: readonly Span[];
  }[];
  /** Grows by one per batch that is published to a hub. */
  sequence: number;
  committedAt: number;
};
export type BatchListener = (batch: CommittedBatch) => void;
