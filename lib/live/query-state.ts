import type { AppError, ErrorCode, FieldError } from '@/lib/errors/app-error';
import type { Answer } from '@/lib/model/answer';
import type { WatchFrame } from '@/lib/model/live-frame';

export type Failure = {
  code: ErrorCode;
  message: string;
  errors?: readonly FieldError[];
  retryAfterMs?: number;
};

/** A failure as frames carry it, with the parts of the question that are at fault. */
export function failureOf({ code, message, fields, retryAfterMs }: AppError): Failure {
  return {
    code,
    message,
    ...(fields.length > 0 && { errors: fields }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/** The newest state of a question, the same for everybody who watches it. */
export type QueryState = {
  /** Counts the states of this question; 0 before the first. */
  seq: number;
  /** Counts the states of all questions of this process, so that one number says how far a reader has come. */
  position: number;
  answer: Answer | null;
  /** The position at which `answer` came. */
  answerPosition: number;
  /** Why the answer cannot be refreshed at the moment. */
  failure: Failure | null;
};

export const emptyState: QueryState = { seq: 0, position: 0, answer: null, answerPosition: 0, failure: null };

/** A cursor names the process, as positions of another process mean nothing here. */
export function cursorOf(epoch: string, position: number): string {
  return `${epoch}-${position}`;
}

/** The position in a cursor; 0, which is before everything, for no cursor or one of another process. */
export function positionOf(epoch: string, cursor: string | undefined): number {
  if (cursor === undefined || !cursor.startsWith(`${epoch}-`)) return 0;
  const position = Number(cursor.slice(epoch.length + 1));
  return Number.isSafeInteger(position) && position > 0 ? position : 0;
}

/** What brings a reader from nothing to the newest state. */
export function stateFrames(state: QueryState, id: string, epoch: string): WatchFrame[] {
  const { seq, position, answer, failure } = state;
  const frames: WatchFrame[] = [];
  if (answer) {
    // A failure that follows has its own cursor: a reader cut off between the two must not count as up to date.
    const cursor = cursorOf(epoch, failure ? state.answerPosition : position);
    frames.push({ type: 'snapshot', id, seq: failure ? seq - 1 : seq, cursor, answer });
  }
  if (failure) frames.push({ type: 'failed', id, seq, cursor: cursorOf(epoch, position), ...failure });
  return frames;
}
