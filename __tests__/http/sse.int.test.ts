import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { serveDoor } from '@/lib/http/node-adapter';
import { problem } from '@/lib/http/respond';
import { sseResponse } from '@/lib/http/sse';
import { createLiveHub, type HubOptions } from '@/lib/live/create-hub';
import type { LiveSource } from '@/lib/live/hub';
import type { IncidentSummary } from '@/lib/model/incident';
import type { LiveFrame } from '@/lib/model/live-frame';
import { createLogger } from '@/lib/telemetry/logger';
import { createMetrics } from '@/lib/telemetry/metrics';
import { systemClock } from '@/lib/time/clock';
import { incidentSummary } from '../build/incident';
import { metaAt, question, totalAnswer } from '../live/world';

/** A portal that counts what it was told, over real HTTP. */
async function portal(options: Partial<HubOptions> = {}, missed?: Promise<IncidentSummary[]>) {
  const counts = new Map<string, number>();
  const countOf = (key: string) => counts.get(key) ?? 0;
  const padding = { text: '' };
  const source: LiveSource = {
    snapshot: (asked) => Promise.resolve(totalAnswer(asked.spec, countOf(asked.key), metaAt(systemClock.now()))),
    refresh: (asked) =>
      Promise.resolve({
        patch: {
          kind: 'replace',
          data: { kind: 'total', values: [{ label: `n${padding.text}`, value: countOf(asked.key) }] },
        },
        meta: metaAt(systemClock.now()),
      }),
  };
  const metrics = createMetrics();
  const hub = createLiveHub({
    clock: systemClock,
    metrics,
    log: createLogger('silent'),
    source,
    tickMs: 5,
    lingerMs: 30,
    ...options,
  });
  const server = http.createServer((message, reply) => {
    void serveDoor(
      (request) => {
        const ids = (new URL(request.url).searchParams.get('watch') ?? '').split(',').filter(Boolean);
        const since = request.headers.get('last-event-id') ?? undefined;
        const watches = ids.map((id) => ({
          id,
          held: { since },
          question: question(id, { measures: [{ agg: 'count', event: id }] }),
        }));
        try {
          return Promise.resolve(
            sseResponse(hub, { owner: { workspaceId: 'w1', actorId: 'u1' }, watches, signal: request.signal, missed }),
          );
        } catch (error) {
          return Promise.resolve(problem(error));
        }
      },
      message,
      reply,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/live`;
  let sequence = 0;
  const commit = (name: string) => {
    counts.set(name, countOf(name) + 1);
    const now = systemClock.now();
    sequence += 1;
    hub.publish({
      workspace: 'w1',
      sequence,
      committedAt: now,
      names: [{ name, rows: 1, minTimestamp: now, maxTimestamp: now }],
    });
  };
  const stop = async () => {
    hub.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  let open = 0;
  server.on('connection', (socket) => {
    open += 1;
    socket.on('close', () => (open -= 1));
  });
  return { hub, url, commit, countOf, padding, connections: () => open, stop };
}

/** Reads events as a browser does: whole ones only, the id remembered when its event is dispatched. */
class Reader {
  frames: LiveFrame[] = [];
  lastEventId: string | undefined;
  status = 0;
  ended = false;
  response: http.IncomingMessage | null = null;
  private request: http.ClientRequest | null = null;

  open(url: string): Promise<void> {
    this.ended = false;
    return new Promise((resolve, reject) => {
      const headers = this.lastEventId === undefined ? {} : { 'last-event-id': this.lastEventId };
      this.request = http.get(url, { headers, agent: false }, (response) => {
        this.response = response;
        this.status = response.statusCode ?? 0;
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          const events = (text + chunk).split('\n\n');
          text = events.pop() ?? '';
          for (const event of events) this.take(event);
        });
        response.on('close', () => (this.ended = true));
        response.on('error', () => (this.ended = true));
        resolve();
      });
      this.request.on('error', (error) => (this.response ? undefined : reject(error)));
    });
  }

  cut(): void {
    this.request?.destroy();
  }

  private take(event: string): void {
    const lines = event.split('\n');
    const id = lines.find((line) => line.startsWith('id: '))?.slice(4);
    if (id !== undefined) this.lastEventId = id;
    const data = lines.find((line) => line.startsWith('data: '))?.slice(6);
    if (data !== undefined) this.frames.push(JSON.parse(data) as LiveFrame);
  }
}

async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = systemClock.now() + 10_000;
  while (!condition()) {
    if (systemClock.now() > deadline) throw new Error(`never happened: ${what}`);
    await pause(5);
  }
}

type Seen = { seq: number; value: number | null | undefined; positions: number[] };
const unseen: Seen = { seq: NaN, value: undefined, positions: [] };

/** What a reader of all these frames shows; fails on a patch that does not follow on what it has. */
function replay(frames: readonly LiveFrame[]): Map<string, Seen> {
  const seen = new Map<string, Seen>();
  for (const frame of frames) {
    if (!('id' in frame) || frame.type === 'failed') continue;
    const known = seen.get(frame.id) ?? unseen;
    if (frame.type === 'patch') expect(frame.seq).toBe(known.seq + 1);
    if (frame.type === 'current') expect(frame.seq).toBe(known.seq);
    const position = frame.type === 'current' ? [] : [Number(frame.cursor.split('-')[1])];
    const value = frame.type === 'current' ? known.value : valueOf(frame);
    seen.set(frame.id, { seq: frame.seq, value, positions: [...known.positions, ...position] });
  }
  return seen;
}

function valueOf(frame: Extract<LiveFrame, { type: 'snapshot' | 'patch' }>): number | null | undefined {
  const data = frame.type === 'snapshot' ? frame.answer.data : frame.patch.kind === 'replace' ? frame.patch.data : null;
  return data?.kind === 'total' ? data.values[0]?.value : undefined;
}

describe('a live stream over HTTP', () => {
  it('goes on after random cuts without a gap and without a repeat', async () => {
    const { url, commit, countOf, stop } = await portal();
    const names = ['a', 'b', 'c'];
    const reader = new Reader();
    let seed = 7;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let cut = 0; cut < 60; cut += 1) {
      await reader.open(`${url}?watch=${names.join(',')}`);
      const goal = reader.frames.length + Math.floor(random() * 12);
      while (reader.frames.length < goal) {
        commit(names[Math.floor(random() * 3)] ?? 'a');
        await pause(random() * 8);
      }
      reader.cut();
      for (let n = 0; n < 3; n += 1) commit(names[Math.floor(random() * 3)] ?? 'a');
      await pause(random() * 60); // now and then longer than questions linger
    }
    await reader.open(`${url}?watch=${names.join(',')}`);
    const isUpToDate = () => names.every((name) => replay(reader.frames).get(name)?.value === countOf(name));
    await until(isUpToDate, 'all counts arrive');
    for (const { positions } of replay(reader.frames).values()) {
      expect(positions).toEqual([...new Set(positions)].sort((x, y) => x - y));
    }
    reader.cut();
    await stop();
  });

  it('keeps the newest state, not a queue, for a reader that stops reading', async () => {
    const { url, hub, commit, countOf, padding, stop } = await portal();
    const reader = new Reader();
    await reader.open(`${url}?watch=a`);
    await until(() => reader.frames.some((frame) => frame.type === 'snapshot'), 'the snapshot');
    reader.response?.pause();
    padding.text = 'x'.repeat(200_000);
    for (let n = 0; n < 300; n += 1) {
      commit('a');
      await pause(2);
    }
    expect(hub.stats().viewers).toBe(1);
    const before = reader.frames.length;
    reader.response?.resume();
    await until(() => replay(reader.frames).get('a')?.value === countOf('a'), 'the newest state');
    expect(reader.frames.length - before).toBeLessThan(100);
    reader.cut();
    await stop();
  });

  it('gives up a reader that takes nothing for long, together with its connection', async () => {
    const { url, hub, commit, padding, connections, stop } = await portal({ heartbeatMs: 20, stalledMs: 100 });
    const reader = new Reader();
    await reader.open(`${url}?watch=a`);
    await until(() => reader.frames.some((frame) => frame.type === 'snapshot'), 'the snapshot');
    reader.response?.pause();
    padding.text = 'x'.repeat(4_000_000);
    while (hub.stats().viewers > 0) {
      commit('a');
      await pause(10);
    }
    await until(() => connections() === 0, 'its connection is closed');
    await stop();
  });

  it('leaves nothing behind after 2,000 connects and disconnects', async () => {
    const { url, hub, commit, stop } = await portal({ heartbeatMs: 60_000 });
    for (let round = 0; round < 40; round += 1) {
      const readers = Array.from({ length: 50 }, () => new Reader());
      await Promise.all(readers.map((reader, n) => reader.open(`${url}?watch=a,q${n % 10}`)));
      commit('a');
      for (const reader of readers) reader.cut();
    }
    await until(() => hub.stats().viewers === 0 && hub.stats().questions === 0, 'all viewers and questions are gone');
    await stop();
  });

  it('tells its readers to come back later, and ends, when the portal stops', async () => {
    const { url, hub, stop } = await portal();
    const readers = Array.from({ length: 5 }, () => new Reader());
    await Promise.all(readers.map((reader) => reader.open(`${url}?watch=a`)));
    hub.close();
    await until(() => readers.every(({ ended }) => ended), 'the streams end');
    const pauses = readers.map(({ frames }) => frames.find((frame) => frame.type === 'closing')?.retryInMs);
    expect(new Set(pauses).size).toBe(5);
    await stop();
  });

  it('refuses one stream too many with a status and a reason', async () => {
    const { url, stop } = await portal({ limits: { perActor: 1 } });
    const [first, second] = [new Reader(), new Reader()];
    await first.open(url);
    await second.open(url);
    expect([first.status, second.status]).toEqual([200, 429]);
    first.cut();
    await stop();
  });
});

it('incidents that changed before the stream was open are told on it, unless it has told of something newer', async () => {
  let found: (incidents: IncidentSummary[]) => void = () => undefined;
  const at = await portal({}, new Promise((resolve) => (found = resolve)));
  const reader = new Reader();
  await reader.open(at.url);
  const told = () => reader.frames.flatMap((frame) => (frame.type === 'incident' ? [frame.incident.title] : []));
  await until(() => reader.frames.length > 0, 'the status');
  at.hub.announce('w1', incidentSummary({ id: 'a', title: 'a, resolved', updatedAt: 9 }));
  found([
    incidentSummary({ id: 'b', title: 'b', updatedAt: 8 }),
    incidentSummary({ id: 'a', title: 'a, open', updatedAt: 7 }),
  ]);
  await until(() => told().length === 2, 'both incidents');
  expect(told()).toEqual(['a, resolved', 'b']);
  reader.cut();
  await at.stop();
});
