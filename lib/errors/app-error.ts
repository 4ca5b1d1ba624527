/**
 * Every failure that a caller may see has one of these codes. The table is the only place that says which HTTP status
 * a code has, how loud it is in the log, and whether trying again can help.
 */
export const errorTable = {
  invalid_input: { status: 400, level: 'debug', title: 'The request is not valid' },
  unauthenticated: { status: 401, level: 'debug', title: 'Sign in or send an API key' },
  forbidden: { status: 403, level: 'info', title: 'Not allowed' },
  not_found: { status: 404, level: 'debug', title: 'Not found' },
  method_not_allowed: { status: 405, level: 'debug', title: 'Method not allowed' },
  too_slow: { status: 408, level: 'debug', title: 'The request took too long to arrive' },
  conflict: { status: 409, level: 'info', title: 'Conflict with the current state' },
  too_large: { status: 413, level: 'info', title: 'Too large' },
  unsupported_media: { status: 415, level: 'debug', title: 'Unsupported content' },
  rate_limited: { status: 429, level: 'info', title: 'Too many requests' },
  query_rejected: { status: 422, level: 'info', title: 'The engine refused the query' },
  internal: { status: 500, level: 'error', title: 'Something went wrong' },
  receiver_failed: { status: 502, level: 'info', title: 'The receiver did not take the message' },
  overloaded: { status: 503, level: 'warn', title: 'Too busy right now' },
  unavailable: { status: 503, level: 'warn', title: 'Not available on this machine' },
  spool_full: { status: 503, level: 'error', title: 'The ingest spool is full' },
  engine_unavailable: { status: 503, level: 'warn', title: 'The analytics engine is not available' },
  store_unavailable: { status: 503, level: 'error', title: 'The store is not available' },
  engine_timeout: { status: 504, level: 'warn', title: 'The query took too long' },
} as const satisfies Record<string, { status: number; level: 'debug' | 'info' | 'warn' | 'error'; title: string }>;

export type ErrorCode = keyof typeof errorTable;

/** A place in a text field: characters from 0, lines and columns from 1, and how many characters are meant. */
export type TextPosition = { offset: number; length: number; line: number; column: number };
/** One thing wrong with one field of the input: a path such as `measures.0.agg` and the reason in words. */
export type FieldError = { path: string; reason: string; position?: TextPosition };

type Options = { detail?: unknown; cause?: unknown; retryAfterMs?: number; fields?: readonly FieldError[] };

/**
 * The one error type that crosses room borders. `message` is public: it is shown to people and sent to clients.
 * `detail` and `cause` go to the log only.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: unknown;
  readonly retryAfterMs: number | undefined;
  readonly fields: readonly FieldError[];

  constructor(code: ErrorCode, publicMessage: string, options: Options = {}) {
    super(publicMessage, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = options.detail;
    this.retryAfterMs = options.retryAfterMs;
    this.fields = options.fields ?? [];
  }

  get status(): number {
    return errorTable[this.code].status;
  }
}

/**
 * True also for an AppError made by another copy of this module: the server, Next's routes and its instrumentation
 * each bundle their own, so `instanceof` alone would miss most of them.
 */
export function isAppError(error: unknown): error is AppError {
  return (
    error instanceof AppError ||
    (error instanceof Error && error.name === 'AppError' && 'code' in error && String(error.code) in errorTable)
  );
}

/** Any thrown value as an AppError; what is not one becomes `internal`, with the original as cause and no detail leaked. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  return new AppError('internal', 'Something went wrong on our side. The log has the details.', { cause: error });
}
