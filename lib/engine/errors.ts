import { ClickHouseError } from '@clickhouse/client';
import { AppError, isAppError } from '@/lib/errors/app-error';

/** TIMEOUT_EXCEEDED, TOO_SLOW, SOCKET_TIMEOUT. */
const timeoutCodes = new Set(['159', '160', '209']);
/** TOO_MANY_SIMULTANEOUS_QUERIES, NETWORK_ERROR, ABORTED, ALL_CONNECTION_TRIES_FAILED, and (total) MEMORY_LIMIT_EXCEEDED. */
const busyCodes = new Set(['202', '210', '236', '279']);

/** Any failure of a call to the engine as AppError query_rejected, engine_timeout or engine_unavailable. */
export function toEngineError(error: unknown, retryAfterMs = 1_000): AppError {
  if (isAppError(error)) return error;
  if (!(error instanceof ClickHouseError)) return fromConnection(error, retryAfterMs);
  const line = firstLine(error.message);
  const detail = { code: error.code, type: error.type };
  // Each has its own list of timezones; one that only ours knows is the asker's to change.
  const zone = /^(?:.*: )?Cannot load time zone ([^\s:]+)/.exec(line)?.[1];
  if (zone !== undefined) {
    const reason = `The engine does not know the timezone ${zone}. Use one such as Europe/Berlin`;
    return new AppError('invalid_input', reason, { cause: error, fields: [{ path: 'timezone', reason }] });
  }
  if (timeoutCodes.has(error.code))
    return new AppError('engine_timeout', 'The query took longer than its time limit.', { cause: error, detail });
  if (busyCodes.has(error.code))
    return new AppError('engine_unavailable', `The engine is busy: ${line}`, { cause: error, detail, retryAfterMs });
  return new AppError('query_rejected', line, { cause: error, detail });
}

function fromConnection(error: unknown, retryAfterMs: number): AppError {
  const text = error instanceof Error ? error.message : String(error);
  if (/^timeout error/i.test(text))
    return new AppError('engine_timeout', 'The engine did not answer in time.', { cause: error });
  return new AppError('engine_unavailable', 'The engine does not answer at the moment.', {
    cause: error,
    retryAfterMs,
  });
}

function firstLine(message: string): string {
  const line = message.trim().split('\n')[0] ?? '';
  return line.length > 500 ? `${line.slice(0, 499)}…` : line;
}
