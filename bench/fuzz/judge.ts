import type { Attempt } from './arbitrary-events';

export type Outcome = { status: number; type: string; text: string; tookMs: number };

/** Nothing here takes longer by its own; FUZZ_MAX_MS is for machines that have other things to do. */
const maxMs = Number(process.env.FUZZ_MAX_MS ?? 15_000);

export async function send(place: { url: string; key: string }, { path, headers, body }: Attempt): Promise<Outcome> {
  const startedAt = performance.now();
  const reply = await fetch(`${place.url}${path}`, {
    method: 'POST',
    headers: { ...headers, authorization: `Bearer ${place.key}` },
    body: Buffer.from(body),
    signal: AbortSignal.timeout(maxMs * 4),
  });
  const text = await reply.text();
  const type = reply.headers.get('content-type') ?? '';
  return { status: reply.status, type, text, tookMs: performance.now() - startedAt };
}

/** What is wrong with an answer, whatever the question was; null when nothing is. */
export function faultIn({ status, type, text, tookMs }: Outcome): string | null {
  if (tookMs > maxMs) return `took ${Math.round(tookMs)} ms`;
  if (status >= 500 && status !== 504) return `was answered ${status}: ${text.slice(0, 300)}`;
  const body = parsed(text);
  if (body === null) return `was answered ${status} without JSON: ${text.slice(0, 100)}`;
  if (status < 400) return faultInReceipt(body);
  if (!type.startsWith('application/problem+json')) return `was refused with ${status} as ${type}`;
  const { code, detail, status: said } = body;
  if (typeof code !== 'string' || typeof detail !== 'string' || detail.trim() === '')
    return 'was refused without a reason';
  if (/__table|\bIn scope\b|query parameter|DB::|at .*\.ts:\d/.test(detail))
    return `tells people about our insides: ${detail}`;
  return said === status ? null : `was answered ${status} with a document for ${String(said)}`;
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function faultInReceipt({ rejected }: Record<string, unknown>): string | null {
  if (!Array.isArray(rejected)) return null;
  const silent = (rejected as { reason?: unknown }[]).find(({ reason }) => typeof reason !== 'string' || reason === '');
  return silent === undefined ? null : `refused an event without a reason: ${JSON.stringify(silent)}`;
}
