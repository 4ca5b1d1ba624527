/** Who asks: a person who waits, a chart that follows, a rule that is judged, or work that may take its time. */
export const admissionClasses = ['alert', 'interactive', 'live', 'bulk'] as const;
export type AdmissionClass = (typeof admissionClasses)[number];

export const refusals = ['estimate', 'deadline', 'full'] as const;
/** The wait would be too long, has become too long, or too many wait already. */
export type Refusal = (typeof refusals)[number];

/** A call that wants to go to the engine. */
export type Asked = {
  workspaceId: string;
  class: AdmissionClass;
  /** Calls of one shape should take equally long; without one its time says nothing about the engine. */
  shape?: string | undefined;
  /** Who gives up leaves the queue. */
  signal?: AbortSignal | undefined;
};

/** How a call ended: only an answer has a time that counts, and only a failure of the engine lowers the limit. */
export type Outcome = 'answered' | 'failed' | 'ignored';
/** A place at the engine; has to be left exactly once, further times do nothing. */
export type Place = { leave(outcome: Outcome): void };

export type AdmissionStatus = {
  /** Calls that may be at the engine at once, now. */
  limit: number;
  inFlight: number;
  queued: Record<AdmissionClass, number>;
  /** Since the start, by class. */
  refused: Record<AdmissionClass, number>;
  /** 1 is normal; 2, 4 or 8: how much less often things are asked again. */
  pressure: number;
  /** The least time between two refreshes of a chart, ms; 0 is as soon as something changes. */
  everyMs: number;
  /** How long a call has been at the engine lately, ms. */
  latencyMs: number;
  /** What the next question of a person would wait before it is asked, ms. */
  waitMs: number;
};

/**
 * The performance manager: lets as many calls go to the engine at once as it answers without delay, the others wait in turn,
 * and who would wait too long hears so at once. Answers from the cache never come here.
 */
export type Admission = {
  /**
   * Runs `call` when it is its turn. Throws AppError overloaded with `retryAfterMs` when that would be, or is, too late, and
   * query_rejected when the signal is aborted before.
   */
  run<T>(call: () => Promise<T>, asked: Asked): Promise<T>;
  /** The same for what has no single end, such as a stream. At once when there is room. */
  enter(asked: Asked): Place | Promise<Place>;
  /** 1 is normal. */
  pressure(): number;
  /** What `pressure` means for charts and for answers in the cache, ms; 0 is normal. */
  everyMs(): number;
  onPressure(listener: () => void): () => void;
  status(): AdmissionStatus;
};
