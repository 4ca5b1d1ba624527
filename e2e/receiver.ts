import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Heard = {
  at: number;
  headers: IncomingHttpHeaders;
  text: string;
  body: { occasion: string; status: string; groupKey: string; incident: { id: string; title: string } | null };
};
export type Receiver = {
  url: string;
  heard: Heard[];
  /** Whether a message was signed with this key, as the documentation says it is. */
  isSigned: (heard: Heard, key: string) => boolean;
  stop: () => void;
};

/** A real web server on this machine that takes webhooks. */
export async function startReceiver(): Promise<Receiver> {
  const heard: Heard[] = [];
  const server = createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      heard.push({ at: Date.now(), headers: request.headers, text, body: JSON.parse(text) as Heard['body'] });
      reply.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/ops`,
    heard,
    isSigned: ({ headers, text }, key) => {
      const stamp = String(headers['x-sightglass-timestamp']);
      const wanted = createHmac('sha256', key).update(`${stamp}.${text}`).digest('hex');
      return headers['x-sightglass-signature'] === `sha256=${wanted}`;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
