/** How long a workspace keeps its events, and what is too old by the days that were asked about. Times are Unix ms. */
export type RetentionStatus = {
  /** Null keeps events for ever. */
  days: number | null;
  expired: { before: number; events: number } | null;
};
