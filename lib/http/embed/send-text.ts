import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { full } from '@/lib/http/respond';

const compress = promisify(gzip);
/** Smaller ones fit in one packet anyway. */
const leastBytes = 1_024;

type Init = { status: number; headers: Record<string, string> };

/** A text, compressed for whoever takes that. Answers in front of Next get no compression from it. */
export async function sendText(request: Request, text: string, { status, headers }: Init): Promise<Response> {
  const isCompressed = text.length >= leastBytes && (request.headers.get('accept-encoding') ?? '').includes('gzip');
  const vary = { ...headers, vary: 'accept-encoding' };
  if (!isCompressed) return full(text, { status, headers: vary });
  const body = await compress(text, { level: 5 });
  return full(body, { status, headers: { ...vary, 'content-encoding': 'gzip' } });
}
