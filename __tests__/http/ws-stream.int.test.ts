import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket, WebSocketServer } from 'ws';
import { WsStream } from '@/lib/http/ws-stream';
import { createLiveHub, type HubOptions } from '@/lib/live/create-hub';
import type { LiveSource } from '@/lib/live/hub';
import type { LiveFrame } from '@/lib/model/live-frame';
import { createLogger } from '@/lib/telemetry/logger';
import { createMetrics } from '@/lib/telemetry/metrics';
import { systemClock } from '@/lib/time/clock';
import { metaAt, totalAnswer } from '../live/world';

const spec = { kind: 'total', measures: [{ agg: 'count', event: 'a' }], range: { last: '1h' } };

/** WebSockets on a hub that counts what it was told; `ahead` moves the clock of the sockets. */
async function portal(options: Partial<HubOptions> = {}) {
  const state = { count: 0, padding: '', ahead: 0, refused: '' };
  const source: LiveSource = {
    snapshot: (asked) => Promise.resolve(totalAnswer(asked.spec, state.count, metaAt(systemClock.now()))),
    refresh: () => {
      const values = [{ label: `n${state.padding}`, value: state.count }];
      return Promise.resolve({
        patch: { kind: 'replace', data: { kind: 'total', values } },
        meta: metaAt(systemClock.now()),
      });
    },
  };
  const metrics = createMetrics();
  const log = createLogger('silent');
  const hub = createLiveHub({ clock: systemClock, metrics, log, source, tickMs: 5, lingerMs: 30, ...options });
  const sockets = new WebSocketServer({ noServer: true });
  const server = http.createServer();
  let connections = 0;
  server.on('connection', (socket) => {
    connections += 1;
    socket.on('close', () => (connections -= 1));
  });
  server.on('upgrade', (message, socket, head) => {
    try {
      const owner = { workspaceId: 'w1', actorId: 'u1' };
      const stream = new WsStream(hub, socket, { owner, now: () => systemClock.now() + state.ahead });
      sockets.handleUpgrade(message, socket, head, (ws) => stream.open(ws));
    } catch (error) {
      state.refused = (error as Error).message;
      socket.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`;
  const commit = () => {
    state.count += 1;
    const now = systemClock.now();
    const names = [{ name: 'a', rows: 1, minTimestamp: now, maxTimestamp: now }];
    hub.publish({ workspace: 'w1', sequence: state.count, committedAt: now, names });
  };
  const stop = async () => {
    hub.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { hub, url, state, commit, connections: () => connections, stop };
}

type Reader = { ws: WebSocket; frames: LiveFrame[]; bytes: () => number };
async function reader(url: string, options = {}): Promise<Reader> {
  const ws = new WebSocket(url, options);
  const frames: LiveFrame[] = [];
  let bytes = 0;
  ws.on('message', (data) => {
    bytes += (data as Buffer).length;
    frames.push(JSON.parse((data as Buffer).toString('utf8')) as LiveFrame);
  });
  ws.on('error', () => undefined);
  await new Promise((resolve) => ws.once('open', resolve));
  ws.send(JSON.stringify({ type: 'subscribe', id: 'a', spec }));
  await until(() => frames.some((frame) => frame.type === 'snapshot'), 'the snapshot');
  return { ws, frames, bytes: () => bytes };
}

async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = systemClock.now() + 10_000;
  while (!condition()) {
    if (systemClock.now() > deadline) throw new Error(`never happened: ${what}`);
    await pause(5);
  }
}

const shown = (frames: readonly LiveFrame[]) =>
  frames.reduce<unknown>((last, frame) => {
    if (frame.type !== 'snapshot' && frame.type !== 'patch') return last;
    const data =
      frame.type === 'snapshot' ? frame.answer.data : frame.patch.kind === 'replace' ? frame.patch.data : null;
    return data?.kind === 'total' ? data.values[0]?.value : last;
  }, undefined);

describe('a WebSocket on the hub', () => {
  it('keeps the newest state, not a queue, for a reader that stops reading', async () => {
    const { url, state, commit, stop } = await portal();
    const { ws, frames, bytes } = await reader(url);
    ws.pause();
    state.padding = 'x'.repeat(200_000);
    for (let n = 0; n < 300; n += 1) {
      commit();
      await pause(2);
    }
    ws.resume();
    await until(() => shown(frames) === state.count, 'the newest state');
    // 300 states of 200 KB were to be had; what came is what the buffers of the two systems hold, and the newest.
    expect(bytes()).toBeLessThan(20_000_000);
    ws.terminate();
    await stop();
  });

  it('gives up a reader that takes nothing for long, together with its connection', async () => {
    const { url, hub, state, commit, connections, stop } = await portal({ heartbeatMs: 20, stalledMs: 100 });
    const { ws } = await reader(url);
    ws.pause();
    state.padding = 'x'.repeat(4_000_000);
    while (hub.stats().viewers > 0) {
      commit();
      await pause(10);
    }
    await until(() => connections() === 0, 'its connection is closed');
    ws.terminate();
    await stop();
  });

  it('gives up a peer that answers no ping for a minute, and keeps one that does', async () => {
    const { url, hub, state, connections, stop } = await portal({ heartbeatMs: 20 });
    const alive = await reader(url);
    const dead = await reader(url, { autoPong: false });
    for (let n = 0; n < 10; n += 1) {
      const before = alive.frames.length;
      await until(() => alive.frames.length > before + 1, 'heartbeats');
      state.ahead += 10_000;
    }
    await until(() => hub.stats().viewers === 1 && connections() === 1, 'only one is left');
    await until(() => dead.ws.readyState === WebSocket.CLOSED, 'the dead one is closed');
    expect(alive.ws.readyState).toBe(WebSocket.OPEN);
    alive.ws.terminate();
    await stop();
  });

  it('counts against the same limits as event streams', async () => {
    const { hub, url, state, stop } = await portal({ limits: { perActor: 2 } });
    const stream = hub.subscribe({ send: () => true }, { workspaceId: 'w1', actorId: 'u1' });
    const { ws } = await reader(url);
    const late = new WebSocket(url);
    await new Promise((resolve) => late.once('error', resolve));
    expect(state.refused).toMatch(/2 live streams open/);
    ws.terminate();
    await until(() => hub.stats().viewers === 1, 'room for another');
    const { ws: next } = await reader(url);
    next.terminate();
    stream.close();
    await stop();
  });

  it('leaves nothing behind after 1,000 connects and disconnects, also in the middle of the handshake', async () => {
    const { url, hub, commit, connections, stop } = await portal({ heartbeatMs: 60_000 });
    for (let round = 0; round < 20; round += 1) {
      const readers = Array.from({ length: 50 }, () => new WebSocket(url));
      for (const ws of readers) ws.on('error', () => undefined);
      const half = readers.slice(25);
      await Promise.all(half.map((ws) => new Promise((resolve) => ws.once('open', resolve))));
      for (const ws of half) ws.send(JSON.stringify({ type: 'subscribe', id: 'a', spec }));
      commit();
      for (const ws of readers) ws.terminate();
    }
    const { viewers, questions } = hub.stats();
    await until(() => hub.stats().viewers === 0 && hub.stats().questions === 0, `${viewers} and ${questions} to go`);
    await until(() => connections() === 0, 'no connection is left');
    await stop();
  });
});
