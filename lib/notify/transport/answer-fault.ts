import { isRecord } from '@/lib/model/is-record';
import { SendError } from '@/lib/notify/sending/sender';
import type { HttpResponse } from './http-client';

const maxQuoteLength = 200;
const longestWaitMs = 60 * 60_000;

/** Nothing for an accepted message, else why the receiver did not take it. */
export function answerFault(response: HttpResponse, now: number): SendError | null {
  const { status } = response;
  if (status >= 200 && status < 300) return null;
  const isPermanent = status < 500 && ![408, 425, 429].includes(status);
  const said = quote(response.text);
  const text = `The receiver answered ${status}${said === '' ? '.' : `: ${said}`}`;
  return new SendError(text, isPermanent, retryAfterMs(response.headers['retry-after'] ?? waitIn(response.text), now));
}

/** Telegram and Discord say it in the body, in seconds. */
function waitIn(text: string): string | undefined {
  const answer = jsonOf(text);
  if (!isRecord(answer)) return undefined;
  const seconds = isRecord(answer.parameters) ? answer.parameters.retry_after : answer.retry_after;
  return typeof seconds === 'number' ? String(seconds) : undefined;
}

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), at most an hour; null when it says nothing of use. */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  if (header === undefined || header.trim() === '') return null;
  const ms = /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isFinite(ms) && ms > 0 ? Math.min(Math.ceil(ms), longestWaitMs) : null;
}

/** What the receiver said, in one short line. */
export function quote(text: string): string {
  const line = (messageIn(text) ?? text.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/gi, ' '))
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line.length <= maxQuoteLength ? line : `${line.slice(0, maxQuoteLength - 1).toWellFormed()}…`;
}

/** Vendors put it under different names. */
function messageIn(text: string): string | null {
  const answer = jsonOf(text);
  if (!isRecord(answer)) return null;
  const message = [answer.description, answer.message, answer.error, answer.detail, answer.title]
    .map((part) => (isRecord(part) ? part.message : part))
    .find((part) => typeof part === 'string');
  const errors = Array.isArray(answer.errors) ? answer.errors.filter((part) => typeof part === 'string') : [];
  const parts = [...(typeof message === 'string' ? [message] : []), ...errors];
  return parts.length === 0 ? null : parts.join('; ');
}

/** JSON, or null for anything else. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
