import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hotDoor } from '@/app/api/hot-doors';
import { serveDoor } from '@/lib/http/node-adapter';
import { createWsDoor } from '@/lib/http/ws-door';
import { openTestPortal } from '../../build/portal';
import { sessionCookieOf } from '../../build/session-cookie';
import { sendEvents } from '../../server/portal-client';

export const apiKey = 'sga_streams_test_key_0123';
export const writeKey = 'sgw_streams_test_key_0123';

/** A real portal in this process, without its pages. */
export async function streamPortal(rate?: { burst: number; perSecond: number }) {
  const { runtime: portal, stop } = await openTestPortal({
    SIGHTGLASS_INIT_API_KEY: apiKey,
    SIGHTGLASS_INIT_WRITE_KEY: writeKey,
  });
  const server = createServer((message, reply) => {
    const door = hotDoor(message.method ?? 'GET', (message.url ?? '/').split('?', 1)[0] ?? '/');
    if (door) void serveDoor(door, message, reply);
    else reply.writeHead(404).end();
  });
  const webSocket = createWsDoor(rate ? { rate } : {});
  server.on('upgrade', (message, socket, head) => void webSocket(message, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { cookie } = await sessionCookieOf(portal);
  return {
    services: portal.services,
    secrets: portal.secrets,
    origin,
    cookie: `${cookie}; sightglass-workspace=main`,
    send: async (names: readonly string[]) => {
      const reply = await sendEvents(
        origin,
        writeKey,
        names.map((name) => ({ name })),
      );
      if (reply.status !== 202) throw new Error(`events were answered ${reply.status}`);
    },
    stop: async () => {
      await stop();
      server.closeAllConnections();
      server.close();
    },
  };
}

export async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
