import type { Answer, AnswerMeta } from '@/lib/model/answer';
import type { IncidentSummary } from '@/lib/model/incident';
import type { LiveFrame, Patch, PortalStatus } from '@/lib/model/live-frame';
import type { QuerySpec } from '@/lib/model/query-spec';
import type { CommittedBatch } from './batch';

/** A question that somebody watches: one per workspace and canonical key, however many viewers. */
export type LiveQuestion = { workspaceId: string; key: string; spec: QuerySpec };

/** How the hub asks; given by the runtime, so that the hub knows nothing of SQL. */
export type LiveSource = {
  // The signal is aborted when nobody watches the question any more.
  /** The whole answer, from the cache when it is good enough for a first frame. */
  snapshot(question: LiveQuestion, signal?: AbortSignal): Promise<Answer>;
  /** Only what may have changed since the last answer: the open buckets and those that `batches` touched. */
  refresh(
    question: LiveQuestion,
    last: Answer,
    batches: readonly CommittedBatch[],
    signal?: AbortSignal,
  ): Promise<{ patch: Patch; meta: AnswerMeta } | null>;
};

/** Why the hub ends a stream: the portal stops, its reader takes nothing, it is so old that access must be looked at anew, or its owner lost access. */
export type EndReason = 'stopping' | 'stalled' | 'too_old' | 'no_access';

export type Viewer = {
  /**
   * Must not block. The frame is taken in any case; a false return means that the reader is slow, and that only the
   * newest state is to be kept for it until `drained()`. Frames are shared between viewers: never change one.
   */
  send(frame: LiveFrame): boolean;
  /** The hub ends this stream; the reader may come back after `retryInMs`. One that has `stalled` would not take that in. */
  close?(retryInMs: number, reason: EndReason): void;
};

/** Whose stream it is; the limits on open streams count by these two. */
export type StreamOwner = {
  workspaceId: string;
  actorId: string;
  /** Of people and keys it is watched whether they still have access. */
  kind?: string;
  /** Which sign-in of a person it is; it is watched whether that was ended. */
  sessionId?: string | undefined;
};

/** What the reader has already: the cursor of the last frame it applied, or the time of an answer it got otherwise. */
export type Held = { since?: string | undefined; asOf?: number | undefined };

export type LiveSubscription = {
  /** Throws AppError invalid_input beyond 64 watches. */
  watch(id: string, question: LiveQuestion, held?: Held): void;
  unwatch(id: string): void;
  /** The reader caught up: send what was held back, newest state only. */
  drained(): void;
  close(): void;
};

/** Live queries with reference counts. Committed batches wake the questions they touch, no more often than their pace allows. */
export type LiveHub = {
  /** Throws AppError rate_limited when the owner has too many streams open. */
  subscribe(viewer: Viewer, owner?: StreamOwner): LiveSubscription;
  publish(batch: CommittedBatch): void;
  onBatch(listener: (batch: CommittedBatch) => void): () => void;
  /** Tells all streams of the workspace; a reader that is slow gets the newest state of each incident when it caught up. */
  announce(workspaceId: string, incident: IncidentSummary): void;
  setStatus(status: PortalStatus): void;
  status(): PortalStatus;
  /** Whose streams are open, each once. */
  owners(): StreamOwner[];
  /** Ends all streams of an owner, who may not come back. */
  end(owner: StreamOwner): void;
  stats(): { viewers: number; questions: number };
  /** Ends every stream with a retry hint spread over a few seconds and takes no new ones; batches are still told on. */
  drain(): void;
  /** The same, and stops. */
  close(): void;
};
