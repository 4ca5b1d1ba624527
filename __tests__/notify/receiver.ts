import http, { type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: string };
type Reply = { status?: number; headers?: Record<string, string>; body?: string };

export type Receiver = {
  url: string;
  port: number;
  received: Received[];
  /** Answers of the next requests, in order; 200 and an empty object otherwise. */
  replies: (Reply | ((request: Received) => Reply))[];
  close(): Promise<void>;
};

/** A real HTTP server on this machine that keeps what it gets. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const replies: Receiver['replies'] = [];
  const server: Server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') };
      received.push(one);
      const next = replies.shift() ?? {};
      const { status = 200, headers: own = {}, body = '{}' } = typeof next === 'function' ? next(one) : next;
      response.writeHead(status, own).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    received,
    replies,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
