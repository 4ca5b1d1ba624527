import { AppError, isAppError } from '@/lib/errors/app-error';

/** Which setting chooses this store; error messages name it. */
export type StoreSetting = 'DATABASE_URL' | 'SIGHTGLASS_DATA';

const brokenConnection = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** SQLSTATE codes and classes after which the same statement may succeed later: Appendix A of the PostgreSQL manual. */
const unavailable = [/^08/, /^28/, /^3D000/, /^53/, /^57P0/, /^58/, /^25006/, /^XX00[12]/];
const overloaded = ['40001', '40P01', '55P03', '57014'];
const unusable =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after|Query read timeout|PGlite is clos|Aborted\()/;

/**
 * The AppError for whatever a driver threw: `conflict` for broken uniqueness and references, `invalid_input` for text
 * that PostgreSQL cannot hold, `overloaded` for lost races, `store_unavailable` for a lost connection or a folder that
 * cannot be written. Drizzle's wrapper is dropped, because its message carries every bound value.
 */
export function toStoreError(error: unknown, setting: StoreSetting): AppError {
  if (isAppError(error)) return error;
  const cause = driverError(error);
  const code = codeOf(cause);
  if (code === '23505') return new AppError('conflict', 'This already exists', { cause });
  if (code === '23503') return new AppError('conflict', 'This refers to something that does not exist', { cause });
  if (code === '22021' || code === '22P05')
    return new AppError('invalid_input', 'The text contains characters that cannot be stored', { cause });
  if (overloaded.includes(code))
    return new AppError('overloaded', 'The store is busy, try again', { cause, retryAfterMs: 200 });
  if (isUnavailable(cause, code))
    return new AppError('store_unavailable', `The store does not answer (see ${setting})`, {
      cause,
      retryAfterMs: 1_000,
    });
  return new AppError('internal', 'Something went wrong on our side. The log has the details.', { cause });
}

function isUnavailable(cause: unknown, code: string): boolean {
  if (brokenConnection.has(code) || unavailable.some((pattern) => pattern.test(code))) return true;
  const { name, message } = shapeOf(cause);
  return name === 'RuntimeError' || unusable.test(message);
}

function driverError(error: unknown): unknown {
  let current = error;
  while (codeOf(current) === '' && shapeOf(current).cause) current = shapeOf(current).cause;
  return current;
}

/** The code of a driver or of the operating system; '' when the error has none. */
export function codeOf(error: unknown): string {
  return shapeOf(error).code;
}

/** Errors of Node's core and of WebAssembly may come from another realm, so `instanceof Error` does not see all of them. */
function shapeOf(error: unknown): { name: string; code: string; message: string; cause: unknown } {
  const fields = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return { name: text(fields.name), code: text(fields.code), message: text(fields.message), cause: fields.cause };
}
