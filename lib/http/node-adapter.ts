import type { IncomingMessage, ServerResponse } from 'node:http';
import { isHost } from './is-host';
import { rawBodyOf } from './respond';
import type { Door } from './route';

/**
 * The part of the Fetch `Request` that doors use, straight over Node's message. Building a real `Request` costs more than
 * answering from the cache, and these doors exist because they are hot.
 */
class NodeRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: NodeHeaders;
  readonly #message: IncomingMessage;
  readonly #abort: () => AbortSignal;

  constructor(message: IncomingMessage, origin: string, abort: () => AbortSignal) {
    this.method = message.method ?? 'GET';
    this.url = `${origin}${message.url ?? '/'}`;
    this.headers = new NodeHeaders(message);
    this.#message = message;
    this.#abort = abort;
  }

  get signal(): AbortSignal {
    return this.#abort();
  }

  /** Iterable like the Fetch stream; null where there can be no body. */
  get body(): AsyncIterable<Buffer> | null {
    if (this.method === 'GET' || this.method === 'HEAD') return null;
    return { [Symbol.asyncIterator]: () => chunksOf(this.#message) };
  }

  async arrayBuffer(): Promise<Uint8Array> {
    const chunks: Buffer[] = [];
    for await (const chunk of chunksOf(this.#message)) chunks.push(chunk);
    return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
  }

  async text(): Promise<string> {
    return Buffer.from(await this.arrayBuffer()).toString('utf8');
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }
}

/**
 * The body as it comes. Node's own iterator costs a hot door more than its answer; and a reader that leaves early must not close
 * the connection, or the client would never see why it was refused. Throws when the connection ends before the body does.
 */
async function* chunksOf(message: IncomingMessage): AsyncGenerator<Buffer> {
  let wake: (() => void) | undefined;
  let failure: Error | undefined;
  let isListening = false;
  const goOn = () => wake?.();
  const fail = (error: Error) => {
    failure = error;
    goOn();
  };
  const listen = () => {
    if (!isListening) message.on('readable', goOn).on('end', goOn).on('close', goOn).on('error', fail);
    isListening = true;
  };
  try {
    while (!message.readableEnded) {
      const chunk = message.read() as Buffer | null;
      if (chunk !== null) {
        yield chunk;
        continue;
      }
      // Most bodies came with their head, and there is nothing to wait for.
      if (message.complete && message.readableLength === 0) return;
      if (failure !== undefined || message.destroyed) throw failure ?? new Error('the connection was closed');
      listen();
      await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    if (isListening) message.off('readable', goOn).off('end', goOn).off('close', goOn).off('error', fail);
  }
}

class NodeHeaders {
  readonly #message: IncomingMessage;
  constructor(message: IncomingMessage) {
    this.#message = message;
  }
  get(name: string): string | null {
    const value = this.#message.headers[name.toLowerCase()];
    return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value;
  }
  has(name: string): boolean {
    return this.#message.headers[name.toLowerCase()] !== undefined;
  }
  *entries(): IterableIterator<[string, string]> {
    for (const [name, value] of Object.entries(this.#message.headers)) {
      if (value !== undefined) yield [name, Array.isArray(value) ? value.join(', ') : value];
    }
  }
  forEach(visit: (value: string, name: string) => void): void {
    for (const [name, value] of this.entries()) visit(value, name);
  }
  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }
}

/** A Node message as doors and what they call read it. */
export function nodeRequest(message: IncomingMessage, abort: () => AbortSignal): Request {
  return new NodeRequest(message, `http://${hostIn(message.headers.host)}`, abort) as unknown as Request;
}

/** Answers a Node request with a door, without Next. The door's signal is aborted when the client goes away. */
export async function serveDoor(door: Door, message: IncomingMessage, reply: ServerResponse): Promise<void> {
  let controller: AbortController | undefined;
  const abort = () => {
    controller ??= new AbortController();
    // Whoever looks after the client has gone hears no event any more.
    if (reply.closed && !reply.writableFinished) controller.abort();
    return controller.signal;
  };
  reply.once('close', () => {
    if (!reply.writableFinished) controller?.abort();
  });
  const response = await door(nodeRequest(message, abort));
  writeHead(response, reply);
  const raw = rawBodyOf(response);
  if (raw !== undefined || response.body === null) {
    reply.end(message.method === 'HEAD' ? undefined : raw);
  } else {
    await pump(response.body, reply);
  }
  // A body that nobody read would keep the connection from being used again.
  if (!message.readableEnded) drain(message);
}

/** What is read on for nobody: enough for a client to send its body to the end and then read the answer. */
const maxDrainBytes = 64 * 1024 * 1024;

function drain(message: IncomingMessage): void {
  let size = 0;
  message.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxDrainBytes) message.destroy();
  });
  // The answer is out; what the rest of the body comes to does not matter any more.
  message.on('error', () => undefined);
}

/** The host of a request as part of an address: what a client sends there need not be one. */
const hostIn = (host: string | undefined): string => (host !== undefined && isHost(host) ? host : 'localhost');

function writeHead(response: Response, reply: ServerResponse): void {
  reply.statusCode = response.status;
  response.headers.forEach((value, name) => {
    if (name !== 'set-cookie') reply.setHeader(name, value);
  });
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.setHeader('set-cookie', cookies);
  const raw = rawBodyOf(response);
  if (raw !== undefined) reply.setHeader('content-length', Buffer.byteLength(raw));
}

/**
 * Passes a body on as fast as the client takes it. A body that fails takes the connection with it, or its part would pass
 * for the whole; one that was given up on purpose (AbortError) does so without a word.
 */
async function pump(body: ReadableStream<Uint8Array>, reply: ServerResponse): Promise<void> {
  const reader = body.getReader();
  // One listener for the whole stream: a promise for each wait, raced against the end, would be kept until that end.
  let goOn: (() => void) | null = null;
  reply.on('drain', () => goOn?.());
  reply.once('close', () => {
    // The stream's own cancel hook frees what is behind it; a failure there has nobody left to be told.
    reader.cancel().catch(() => undefined);
    goOn?.();
  });
  // Also while nothing is read because the client takes nothing.
  reader.closed.catch(() => reply.destroy());
  reply.flushHeaders();
  for (;;) {
    const piece = await reader.read().catch(unlessGivenUp);
    if (piece === null || reply.closed) return;
    if (piece.done) break;
    if (!reply.write(piece.value) && !reply.closed) await new Promise<void>((resolve) => (goOn = resolve));
  }
  reply.end();
}

function unlessGivenUp(error: unknown): null {
  if (error instanceof DOMException && error.name === 'AbortError') return null;
  throw error;
}
