import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createConnectionTaker } from '@/lib/http/take-connections';

test('all connections that wait are taken before the next piece of work', async () => {
  const clients: Socket[] = [];
  const taken: Socket[] = [];
  const server = createServer((socket) => taken.push(socket));
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1', backlog: 512 }, resolve));
  const { port } = server.address() as AddressInfo;
  const take = createConnectionTaker(server);
  try {
    for (let client = 0; client < 60; client += 1)
      clients.push(connect(port, '127.0.0.1').on('error', () => undefined));
    await take();
    expect(taken).toHaveLength(60);
  } finally {
    for (const socket of [...clients, ...taken]) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
});
