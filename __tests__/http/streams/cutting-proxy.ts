import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type CuttingProxy = { origin: string; cuts: () => number; stopCutting: () => void; close: () => void };

/** A small generator with a period of 2^31 - 2 (Park and Miller 1988), so that a run can be repeated by its seed. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/**
 * Passes connections on and cuts each of them, both ways and without a goodbye, after a random number of bytes to the
 * client: in the head of an answer, in the middle of a frame or between two.
 */
export async function cuttingProxy(target: string, random: () => number, maxBytes: number): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  let isCutting = true;
  let cuts = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let left = 1 + Math.floor(random() * maxBytes);
    const cut = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', cut);
      socket.on('close', () => {
        sockets.delete(socket);
        cut();
      });
    }
    client.on('data', (chunk) => upstream.write(chunk));
    upstream.on('data', (chunk: Buffer) => {
      const isLast = isCutting && chunk.length >= left;
      client.write(isLast ? chunk.subarray(0, left) : chunk);
      left -= chunk.length;
      if (!isLast) return;
      cuts += 1;
      upstream.destroy();
      client.destroySoon();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cuts: () => cuts,
    stopCutting: () => (isCutting = false),
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
