import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What happens to bytes on their way. */
export type Weather =
  | { kind: 'calm' }
  /** Each piece arrives this much later, ms. */
  | { kind: 'slow'; delayMs: number }
  /** Connections are refused, open ones cut. */
  | { kind: 'cut' }
  /** Connections are accepted and then nothing comes through, in either direction. */
  | { kind: 'silent' }
  /** This share of connections dies after a random number of pieces. */
  | { kind: 'lossy'; share: number };

export type TcpProxy = { port: number; set(weather: Weather): void; connections(): number; close(): Promise<void> };

/** Between a client and a server on this machine, with a weather that can be changed at any time. */
export async function startTcpProxy(target: number, random: () => number): Promise<TcpProxy> {
  let weather: Weather = { kind: 'calm' };
  const pairs = new Set<Pair>();
  const server = createServer((client) => {
    if (weather.kind === 'cut') return void client.resetAndDestroy();
    const pair = new Pair(client, target, { weather: () => weather, random });
    pairs.add(pair);
    pair.whenOver(() => pairs.delete(pair));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    set(next) {
      const before = weather;
      weather = next;
      // What was silent stays lost, as bytes of it are missing.
      if (next.kind === 'cut' || before.kind === 'silent') for (const pair of [...pairs]) pair.cut();
    },
    connections: () => pairs.size,
    close: () => closed(server, pairs),
  };
}

async function closed(server: Server, pairs: Set<Pair>): Promise<void> {
  for (const pair of [...pairs]) pair.cut();
  await new Promise((resolve) => server.close(resolve));
}

type Sky = { weather: () => Weather; random: () => number };

class Pair {
  private readonly upstream: Socket;
  private piecesLeft = Infinity;
  private over: () => void = () => undefined;
  private isOver = false;

  constructor(
    private readonly client: Socket,
    target: number,
    private readonly sky: Sky,
  ) {
    this.upstream = connect(target, '127.0.0.1');
    const now = sky.weather();
    if (now.kind === 'lossy' && sky.random() < now.share) this.piecesLeft = Math.floor(sky.random() * 6);
    client.setNoDelay(true);
    this.upstream.setNoDelay(true);
    this.carry(client, this.upstream);
    this.carry(this.upstream, client);
  }

  whenOver(listener: () => void): void {
    this.over = listener;
  }

  cut(): void {
    this.client.resetAndDestroy();
    this.upstream.resetAndDestroy();
    this.end();
  }

  private carry(from: Socket, to: Socket): void {
    from.on('data', (piece) => this.pass(from, to, piece));
    from.on('end', () => void (this.sky.weather().kind === 'silent' ? undefined : to.end()));
    from.on('error', () => this.cut());
    from.on('close', () => {
      to.destroySoon();
      this.end();
    });
  }

  private pass(from: Socket, to: Socket, piece: Buffer): void {
    const weather = this.sky.weather();
    if (weather.kind === 'silent') return;
    this.piecesLeft -= 1;
    if (this.piecesLeft < 0 && weather.kind === 'lossy') return this.cut();
    if (weather.kind === 'slow') {
      from.pause();
      setTimeout(() => {
        if (to.writable) to.write(piece);
        from.resume();
      }, weather.delayMs);
      return;
    }
    if (to.writable && !to.write(piece)) {
      from.pause();
      to.once('drain', () => from.resume());
    }
  }

  private end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.over();
  }
}
