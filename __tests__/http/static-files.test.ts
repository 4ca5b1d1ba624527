import { createServer, type Server } from 'node:http';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { openStaticFiles } from '@/lib/http/static-files';

const script = `export const words = '${'watch the flow '.repeat(400)}';`;
let dir: string;
let server: Server;
let url: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'sightglass-static-'));
  await mkdir(path.join(dir, 'static', 'chunks'), { recursive: true });
  await writeFile(path.join(dir, 'static', 'chunks', 'a[b]~.js'), script);
  await writeFile(path.join(dir, 'static', 'chunks', 'notes.txt'), 'not for browsers');
  await writeFile(path.join(dir, 'secrets.js'), 'not of the build');
  const files = await openStaticFiles({ dir: path.join(dir, 'static'), isCompressed: true });
  server = createServer((request, reply) => {
    void files(request.url ?? '', request, reply).then((isServed) => isServed || reply.writeHead(404).end('next'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/_next/static`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(dir, { recursive: true, force: true });
});

const get = (name: string, init: RequestInit = {}) =>
  fetch(`${url}/${name}`, {
    ...init,
    headers: { 'accept-encoding': 'identity', connection: 'close', ...init.headers },
  });

test('a file of the build is sent whole, for ever, with its type', async () => {
  for (let time = 0; time < 2; time += 1) {
    const reply = await get('chunks/a%5Bb%5D~.js');
    expect(await reply.text()).toBe(script);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'application/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-length': String(script.length),
      vary: 'accept-encoding',
    });
  }
});

test('compressed for who takes that', async () => {
  const reply = await get('chunks/a%5Bb%5D~.js', { headers: { 'accept-encoding': 'br, gzip' } });
  expect(reply.headers.get('content-encoding')).toBe('gzip');
  expect(Number(reply.headers.get('content-length'))).toBeLessThan(script.length / 10);
  expect(await reply.text()).toBe(script);
});

test('a HEAD has the size and no body', async () => {
  const reply = await get('chunks/a%5Bb%5D~.js', { method: 'HEAD' });
  expect([reply.status, reply.headers.get('content-length'), await reply.text()]).toEqual([
    200,
    String(script.length),
    '',
  ]);
});

test.each([
  ['another name', 'chunks/gone.js', {}],
  ['a kind that pages do not load', 'chunks/notes.txt', {}],
  ['a name that leads out', '..%2fsecrets.js', {}],
  ['a folder', 'chunks', {}],
  ['what changes something', 'chunks/a%5Bb%5D~.js', { method: 'POST' }],
])('%s is left to Next', async (_, name, init) => {
  const reply = await get(name, init);
  expect([reply.status, await reply.text()]).toEqual([404, 'next']);
});

test('a file that was taken away is left to Next, too', async () => {
  const name = path.join(dir, 'static', 'chunks', 'brief.js');
  await writeFile(name, 'brief');
  const files = await openStaticFiles({ dir: path.join(dir, 'static'), isCompressed: false });
  await rm(name);
  const asked = { method: 'GET', headers: {} } as Parameters<typeof files>[1];
  expect(await files('/_next/static/chunks/brief.js', asked, {} as Parameters<typeof files>[2])).toBe(false);
});
