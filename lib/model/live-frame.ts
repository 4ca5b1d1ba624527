import type { AppError, FieldError } from '@/lib/errors/app-error';
import type { Answer, AnswerData, AnswerMeta, TrendSeries } from './answer';
import type { IncidentSummary } from './incident';
import type { QuerySpecInput } from './query-spec';

/** The most that one stream may watch. */
export const maxWatches = 64;

/**
 * What a tab asks to watch, under an id of the tab's choosing. Sent as JSON. A tab that already has numbers says so, and
 * is not sent them again: `since` is the cursor of the last frame it applied, `asOf` the time of an answer it got otherwise.
 */
export type WatchRequest = { id: string; spec: QuerySpecInput; since?: string; asOf?: number };

/**
 * The tail of a trend: replace every bucket from `from` on, drop what is now before `first`. `buckets` are those from `from`
 * on, and `series` names every series of the answer, in its order, with values for these buckets only. When a series
 * appears that the answer did not have, its earlier buckets are unknown and the whole answer is sent instead.
 */
export type TrendPatch = {
  kind: 'trend';
  first: number;
  from: number;
  buckets: number[];
  series: TrendSeries[];
  openFrom?: number;
};
export type Patch = TrendPatch | { kind: 'replace'; data: AnswerData };

export type EngineState = 'starting' | 'ready' | 'restarting' | 'down';
export type PortalStatus = {
  engine: EngineState;
  /** Since when the engine is in this state, Unix ms. */
  since: number;
  /** In words for people: what happened and what happens next. */
  message?: string;
  /** Charts are refreshed no more often than this, ms, and why; not there while they move as soon as events arrive. */
  pace?: { everyMs: number; reason: 'engine_busy' };
};

/**
 * Frames of `/api/live` and `/ws`. `seq` counts the states of a question, so a patch whose `seq` is not the last one plus
 * one shows a gap. `cursor` says how far the reader has come; sent back after a cut it resumes without gap or repeat.
 * `current`: what you have is the newest state. `failed`: keep what you have; it cannot be refreshed at the moment.
 */
export type WatchFrame =
  | { type: 'snapshot'; id: string; seq: number; cursor: string; answer: Answer }
  | { type: 'patch'; id: string; seq: number; cursor: string; patch: Patch; meta: AnswerMeta }
  | { type: 'current'; id: string; seq: number; cursor: string }
  | {
      type: 'failed';
      id: string;
      seq: number;
      cursor?: string;
      code: AppError['code'];
      message: string;
      /** When it is worth asking again; the portal does so by itself. */
      retryAfterMs?: number;
      /** The parts of the question that are at fault. */
      errors?: readonly FieldError[];
    };
export type LiveFrame =
  | WatchFrame
  | { type: 'status'; status: PortalStatus }
  /** An incident of the workspace was opened or changed. */
  | { type: 'incident'; incident: IncidentSummary }
  | { type: 'heartbeat'; now: number }
  /** The server is about to close the stream; come back after this many milliseconds. */
  | { type: 'closing'; retryInMs: number };

/** On `/ws` only: a message was not understood or came too soon, and nothing was done about it. */
export type ErrorFrame = {
  type: 'error';
  /** Of the subscription that was meant, when the message named one. */
  id?: string;
  code: AppError['code'];
  message: string;
  errors?: readonly FieldError[];
  retryInMs?: number;
};
