import { isDeeperThan } from '@/lib/model/input-faults';
import { unfit } from './am-error';

const accepted = 'application/json';
const maxDepth = 64;

/** The JSON of a request body. Throws AmError 415 for another content type and 400 for what is no JSON. */
export function parseBody(contentType: string | null, text: string, what: string): unknown {
  const type = (contentType ?? 'application/octet-stream').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== accepted) throw unfit(415, `unsupported media type "${type}", only [${accepted}] are allowed`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const isCut = /end of JSON input|Expected property name|Unterminated/.test((cause as Error).message);
    throw unparsable(what, isCut ? 'unexpected EOF' : (cause as Error).message);
  }
  if (isDeeperThan(maxDepth, value)) throw unparsable(what, 'json: exceeded max depth');
  return value;
}

export const unparsable = (what: string, reason: string) =>
  unfit(400, `parsing ${what} body from "" failed, because ${reason}`);

/** Go's zero time, which clients send for a time that is not set. */
const zero = /^0001-01-01T00:00:00(\.0+)?Z$/;

/** A time in RFC 3339 as Unix ms; null when it is missing or Go's zero time. */
export function parseTime(value: unknown, what: string): number | null {
  if (value === undefined || value === null || (typeof value === 'string' && (value === '' || zero.test(value))))
    return null;
  const ms = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : NaN;
  if (Number.isFinite(ms)) return ms;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  throw unparsable(what, `parsing time "${text}" as "2006-01-02 15:04:05": cannot parse "${text}" as "2006"`);
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
