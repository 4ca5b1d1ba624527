import { errorTable, type AppError, type ErrorCode, type FieldError } from './app-error';

/** RFC 9457 problem details, as every API error is sent (`application/problem+json`). */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  errors?: readonly FieldError[];
  retryAfterMs?: number;
  requestId?: string;
};

export function problemOf(error: AppError, requestId?: string): Problem {
  const entry = errorTable[error.code];
  return {
    type: 'about:blank',
    title: entry.title,
    status: entry.status,
    detail: error.message,
    code: error.code,
    ...(error.fields.length > 0 ? { errors: error.fields } : {}),
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}
