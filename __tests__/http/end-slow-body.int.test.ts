import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { endSlowBody } from '@/lib/http/end-slow-body';

let server: Server;
beforeAll(async () => {
  server = createServer((message, reply) => {
    endSlowBody(message, reply, 150);
    message.resume().on('end', () => void setTimeout(() => reply.end('whole'), 200));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

/** Everything that comes back until the connection ends. */
function send(text: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (piece) => (heard += piece.toString()));
    socket.on('close', () => resolve(heard));
    socket.on('error', () => undefined);
  });
}
const head = (rest: string) => `POST / HTTP/1.1\r\nHost: a\r\n${rest}`;

test('a body that does not arrive is answered 408 in words, and its connection ends', async () => {
  const heard = await send(head('Content-Length: 100\r\n\r\n{"na'));
  expect(heard).toMatch(/^HTTP\/1.1 408 /);
  expect(heard).toContain('"code":"too_slow"');
});

test('a body that is there in time may be answered as late as it takes', async () => {
  expect(await send(head('Content-Length: 2\r\nConnection: close\r\n\r\n{}'))).toMatch(/^HTTP\/1.1 200 [^]*whole/);
});
