import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveDoor } from '@/lib/http/node-adapter';
import { json } from '@/lib/http/respond';
import type { Door } from '@/lib/http/route';

let server: Server;
let url = '';
let door: Door;

beforeAll(async () => {
  server = createServer((message, reply) => void serveDoor(door, message, reply));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('a door served without Next', () => {
  it('sees method, path, headers and body', async () => {
    door = async (request) =>
      json({
        method: request.method,
        path: new URL(request.url).pathname,
        kind: request.headers.get('X-Kind'),
        body: await request.text(),
      });
    const reply = await fetch(`${url}/a?b=c`, { method: 'POST', headers: { 'x-kind': 'k' }, body: 'hällo' });
    expect(await reply.json()).toEqual({ method: 'POST', path: '/a', kind: 'k', body: 'hällo' });
  });

  it('sends the length, and no body for HEAD', async () => {
    door = async () => json({ ok: true });
    const reply = await fetch(url, { method: 'HEAD' });
    expect(reply.headers.get('content-length')).toBe('11');
    expect(await reply.text()).toBe('');
  });

  it('streams as it is written', async () => {
    door = async () =>
      new Response(
        new ReadableStream({
          async start(controller) {
            for (const part of ['one ', 'two ', 'three']) {
              controller.enqueue(new TextEncoder().encode(part));
              await new Promise((resolve) => setImmediate(resolve));
            }
            controller.close();
          },
        }),
      );
    expect(await (await fetch(url)).text()).toBe('one two three');
  });

  it('tells the door and its stream when the client goes away', async () => {
    let cancelled: () => void = () => undefined;
    const isCancelled = new Promise<void>((resolve) => (cancelled = resolve));
    let aborted: () => void = () => undefined;
    const isAborted = new Promise<void>((resolve) => (aborted = resolve));
    door = async (request) => {
      request.signal.addEventListener('abort', () => aborted());
      return new Response(
        new ReadableStream({
          start: (controller) => controller.enqueue(new Uint8Array([1])),
          cancel: () => cancelled(),
        }),
      );
    };
    const outgoing = httpRequest(url, (reply) => reply.once('data', () => outgoing.destroy()));
    outgoing.on('error', () => undefined);
    outgoing.end();
    await Promise.all([isCancelled, isAborted]);
  });
});
