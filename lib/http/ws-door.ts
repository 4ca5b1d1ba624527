import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError, toAppError } from '@/lib/errors/app-error';
import { runtime } from '@/lib/runtime/runtime';
import { nodeRequest } from './node-adapter';
import { hostOf } from './origin';
import { problem, rawBodyOf } from './respond';
import { contextOf, requestIdOf } from './route';
import { streamOwnerOf } from './stream-watch';
import { WsStream, type WsStreamInput } from './ws-stream';

const wsPath = '/ws';
/** A question with its filters is a few kilobytes; a longer message ends the connection with code 1009. */
const maxMessageBytes = 64 * 1024;
const never = new AbortController().signal;

type WsDoor = (message: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;
type WsDoorOptions = Pick<WsStreamInput, 'rate'>;

/**
 * `/ws`: the same frames as `/api/live`, as the text messages of a WebSocket, with questions that come and go while it is
 * open. Who asks is found out as at every other door, before the handshake; refusals are HTTP answers with problem+json.
 */
export function createWsDoor(options: WsDoorOptions = {}): WsDoor {
  // Compressing the same bytes anew for every reader would cost more than it saves, and holds a window of memory for each.
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    clientTracking: false,
  });
  return async (message, socket, head) => {
    const request = nodeRequest(message, () => never);
    const requestId = requestIdOf(request);
    try {
      const ctx = await admit(request, requestId);
      if (socket.destroyed) return;
      const owner = streamOwnerOf(ctx.actor);
      // In one turn with the handshake, as the first frame goes out at its end.
      const stream = new WsStream(ctx.live, socket, { owner, now: () => ctx.clock.now(), ...options });
      ctx.metrics.live.opened.inc({ transport: 'ws' });
      server.handleUpgrade(message, socket, head, (ws) => stream.open(ws));
    } catch (thrown) {
      await refuse(socket, problem(toAppError(thrown), requestId));
    }
  };
}

async function admit(request: Request, requestId: string): Promise<Context> {
  if (new URL(request.url).pathname !== wsPath) throw new AppError('not_found', `WebSockets are served at ${wsPath}.`);
  const { services, config } = await runtime();
  checkOrigin(request, config.publicUrl);
  const ctx = await contextOf(services, request, requestId);
  authorize(ctx, 'query:run');
  return ctx;
}

/**
 * Browsers let a page of any site open a WebSocket to us with our cookie, and say in `Origin` whose page it is. A key is
 * not sent by itself, so whoever has one may come from anywhere.
 */
function checkOrigin(request: Request, publicUrl: string): void {
  const origin = request.headers.get('origin');
  if (origin === null || request.headers.get('authorization') !== null) return;
  const host = hostOf(origin);
  if (host !== null && (host === request.headers.get('host') || host === hostOf(publicUrl))) return;
  throw new AppError('forbidden', 'Pages of other sites need an API key.');
}

/** Answers the request for an upgrade as HTTP, and closes. */
async function refuse(socket: Duplex, response: Response): Promise<void> {
  const body = rawBodyOf(response) ?? (await response.text());
  const { status } = response;
  const head = [`HTTP/1.1 ${status} ${reasons[status] ?? 'Refused'}`, 'connection: close'];
  response.headers.forEach((value, name) => head.push(`${name}: ${value}`));
  head.push(`content-length: ${Buffer.byteLength(body)}`);
  socket.end(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), Buffer.from(body)]));
}

const reasons: Record<number, string> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
};
