import { connect, type Socket } from 'node:net';
import { apiKey, writeKey } from '../../e2e/portal';
import { batchName, singleName } from './writers';

const each = 100;

/** Readers that open a stream and never read it, and writers that send a byte of their event now and then. */
export async function openSlowClients(url: string): Promise<{ end: () => Promise<void>; notes: () => string[] }> {
  const { port, host } = new URL(url);
  const sockets: Socket[] = [];
  let closedByPortal = 0;
  const open = (head: string): Socket => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(head));
    socket.on('error', () => undefined);
    socket.on('close', () => (closedByPortal += 1));
    sockets.push(socket);
    return socket;
  };
  const spec = (event: string) => ({ kind: 'trend', measures: [{ agg: 'count', event }], range: { last: '24h' } });
  for (let n = 0; n < each; n += 1) {
    const watch = [singleName, batchName].map((event, i) => ({ id: `w${i}`, spec: spec(event) }));
    const target = `/api/live?watch=${encodeURIComponent(JSON.stringify(watch))}`;
    open(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${apiKey}\r\n\r\n`).pause();
  }
  const writers = Array.from({ length: each }, () =>
    open(
      `POST /api/events HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${writeKey}\r\nContent-Length: 900\r\n\r\n`,
    ),
  );
  const drip = setInterval(() => {
    for (const socket of writers) if (socket.writable) socket.write(' ');
  }, 1_000);
  let atEnd = 0;
  return {
    async end() {
      clearInterval(drip);
      atEnd = closedByPortal;
      for (const socket of sockets) socket.destroy();
    },
    notes: () => (atEnd > 0 ? [`the portal closed ${atEnd} of them by itself`] : []),
  };
}
