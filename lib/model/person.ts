/** What the engine holds of one user id. Times are Unix ms. */
export type Person = {
  userId: string;
  events: number;
  sessions: number;
  firstSeenAt: number | null;
  lastSeenAt: number | null;
  /** The most frequent first. */
  names: { name: string; events: number }[];
};

/** A deletion as people see it: whose data it was is forgotten once it is done. */
export type PersonDeletionView = {
  id: string;
  state: 'waiting' | 'working' | 'done';
  /** Deleted so far. */
  events: number;
  requestedAt: number;
  finishedAt: number | null;
  /** Why the last try failed; it is tried again by itself. */
  fault: string | null;
};
