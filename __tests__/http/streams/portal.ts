import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '@/lib/config/config';
import { hotDoor } from '@/app/api/hot-doors';
import { serveDoor } from '@/lib/http/node-adapter';
import { createWsDoor } from '@/lib/http/ws-door';
import { boot } from '@/lib/runtime/boot';
import { setRuntime } from '@/lib/runtime/runtime';
import { sessionCookieOf } from '../../build/session-cookie';
import { sendEvents } from '../../server/portal-client';

export const apiKey = 'sga_streams_test_key_0123';
export const writeKey = 'sgw_streams_test_key_0123';

/** A real portal in this process, without its pages. */
export async function streamPortal(rate?: { burst: number; perSecond: number }) {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'sightglass-streams-'));
  const env = {
    SIGHTGLASS_DATA: dataDir,
    SIGHTGLASS_SAMPLE: 'off',
    SIGHTGLASS_LOG: 'silent',
    SIGHTGLASS_INIT_API_KEY: apiKey,
    SIGHTGLASS_INIT_WRITE_KEY: writeKey,
  };
  const settings = readConfig(env, process.cwd());
  if (!settings.ok) throw new Error(settings.faults.join('\n'));
  const portal = await setRuntime(boot(settings.config, { distDir: path.resolve('dist'), say: () => undefined }));
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
      await portal.shutdown();
      server.closeAllConnections();
      server.close();
      await rm(dataDir, { recursive: true, force: true });
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
