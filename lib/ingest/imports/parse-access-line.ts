import type { Cells } from './raw-row';

/** Columns that an access log has, in the order in which they are shown. */
export const accessLogColumns = [
  'time',
  'visitor',
  'ip',
  'remoteUser',
  'method',
  'path',
  'query',
  'status',
  'bytes',
  'referrer',
  'userAgent',
  'browser',
  'os',
] as const;

/** A quoted field: anything but a bare quote; `\"` is an escaped one, as Apache and nginx write it. */
const quoted = String.raw`"((?:[^"\\]|\\.)*)"`;
/** Common log format (httpd, mod_log_config `%h %l %u %t "%r" %>s %b`), optionally combined with referrer and user agent. */
const pattern = new RegExp(
  String.raw`^(\S+) (\S+) (.*?) \[([^\]]+)\] ${quoted} (\d{3}|-) (\d+|-)(?: ${quoted} ${quoted})?`,
);
const requestLine = /^([A-Za-z]{1,20}) (\S.*?)(?: (HTTP\/\d(?:\.\d)?))?$/;

/**
 * One line of an Apache or nginx access log. `-` means that there is no value and leaves the cell out. A request line that
 * is no HTTP request (port scans send such bytes) keeps its text as `path` and has no method. Null when the line has
 * another shape.
 */
export function parseAccessLine(text: string): Cells | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const [, ip, , remoteUser, time, request, status, bytes, referrer, userAgent] = match;
  return {
    ip,
    time,
    ...requestCells(unescape(request ?? '')),
    bytes: bytes === '-' ? 0 : Number(bytes),
    ...(status === '-' ? {} : { status: Number(status) }),
    ...given('remoteUser', remoteUser),
    ...given('referrer', referrer),
    ...given('userAgent', userAgent),
  };
}

const given = (column: string, text: string | undefined): Cells =>
  text !== undefined && isGiven(text) ? { [column]: unescape(text) } : {};

const isGiven = (text: string): boolean => text !== '-' && text !== '';

function requestCells(request: string): Cells {
  const match = requestLine.exec(request);
  if (!match) return isGiven(request) ? { path: request } : {};
  const [, method = '', target = ''] = match;
  const mark = target.indexOf('?');
  if (mark < 0) return { method: method.toUpperCase(), path: target };
  const query = target.slice(mark + 1);
  return { method: method.toUpperCase(), path: target.slice(0, mark), ...(query === '' ? {} : { query }) };
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r' };
function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(x[0-9a-fA-F]{2}|.)/g, (whole, code: string) => {
    // Bytes that are not printable stay as they were written, because half of them would not be valid text.
    if (code.length === 3) return code === 'x22' ? '"' : whole;
    return escapes[code] ?? code;
  });
}
