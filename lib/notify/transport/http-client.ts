import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { SendError } from '@/lib/notify/sending/sender';
import { guardedAgents, type GuardedAgents, type GuardOptions } from './guard';
import { networkFault } from './network-fault';

export type HttpRequest = {
  url: string;
  method?: 'POST' | 'PATCH' | 'GET';
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** For the request and all its redirects; 10 s by default. */
  timeoutMs?: number;
};
/** `text` is at most the first 64 KB of the body. */
export type HttpResponse = { status: number; headers: IncomingHttpHeaders; text: string };
/** Sends a request and follows redirects. Any answer is a value; throws SendError when there is none. */
export type HttpClient = (request: HttpRequest) => Promise<HttpResponse>;

type Step = Required<Pick<HttpRequest, 'method' | 'headers'>> & { url: URL; body: string | Buffer | undefined };

const patienceMs = 10_000;
const maxRedirects = 3;
const maxBodyBytes = 64 * 1024;
const userAgent = 'Sightglass';

/** A client for addresses that people entered: see the guard for where it may go. */
export function createHttpClient(options: GuardOptions): HttpClient {
  const agents = guardedAgents(options);
  return async ({ url, method = 'POST', headers = {}, body, timeoutMs = patienceMs }) => {
    const deadline = AbortSignal.timeout(timeoutMs);
    let step: Step = { url: webAddress(url), method, headers: { 'user-agent': userAgent, ...headers }, body };
    for (let redirects = 0; ; redirects += 1) {
      const response = await exchange(step, agents, deadline);
      const { location } = response.headers;
      if (!isRedirect(response.status) || location === undefined) return response;
      if (redirects === maxRedirects) throw new SendError('The receiver redirects in circles.', true);
      step = redirected(step, response.status, location);
    }
  };
}

const isRedirect = (status: number) => [301, 302, 303, 307, 308].includes(status);

function webAddress(text: string, base?: URL): URL {
  if (!URL.canParse(text, base)) throw new SendError('The address is not a URL.', true);
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new SendError('Only addresses with http:// or https:// can be sent to.', true);
  return url;
}

/** A message is sent again where it was redirected to; only 303 asks for a GET (RFC 9110, 15.4). */
function redirected(step: Step, status: number, location: string): Step {
  const url = webAddress(location, step.url);
  if (step.url.protocol === 'https:' && url.protocol === 'http:')
    throw new SendError('The receiver redirects from https to http, which would show the message to others.', true);
  const isElsewhere = url.origin !== step.url.origin;
  const kept = Object.entries(step.headers).filter(
    ([name]) => !isElsewhere || !['authorization', 'cookie'].includes(name.toLowerCase()),
  );
  const next = { ...step, url, headers: Object.fromEntries(kept) };
  return status === 303 ? { ...next, method: 'GET', body: undefined } : next;
}

async function exchange(step: Step, agents: GuardedAgents, signal: AbortSignal): Promise<HttpResponse> {
  agents.checkHost(step.url.hostname.replace(/^\[|\]$/g, ''));
  const isSecure = step.url.protocol === 'https:';
  const { method, headers, body } = step;
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = (isSecure ? https : http).request(step.url, {
        method,
        headers: body === undefined ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        agent: isSecure ? agents.https : agents.http,
        signal,
      });
      request.once('response', resolve);
      request.once('error', reject);
      request.end(body);
    });
    return { status: response.statusCode ?? 0, headers: response.headers, text: await readSome(response) };
  } catch (error) {
    throw networkFault(error);
  }
}

async function readSome(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.byteLength;
    // Leaving the loop destroys the response, and the rest is not read.
    if (size >= maxBodyBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBodyBytes).toString('utf8');
}
