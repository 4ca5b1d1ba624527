import http from 'node:http';
import { WebSocket } from 'ws';
import { closeSession } from '@/lib/auth/close-session';
import type { ErrorFrame, LiveFrame } from '@/lib/model/live-frame';
import { sessionCookieOf } from '../../build/session-cookie';
import { apiKey, streamPortal, until, writeKey } from './portal';

jest.setTimeout(120_000);
const spec = { kind: 'total', measures: [{ agg: 'count', event: 'seen' }], range: { last: '15m' } };
const bearer = { authorization: `Bearer ${apiKey}` };

let portal: Awaited<ReturnType<typeof streamPortal>>;
beforeAll(async () => {
  portal = await streamPortal({ burst: 20, perSecond: 1 });
});
afterAll(() => portal.stop());

/** An upgrade as it goes over the wire: 101, or the refusal with its reason. */
function knock(
  headers: Record<string, string>,
  path = '/ws',
): Promise<{ status: number; detail: string; retryAfter?: string }> {
  return new Promise((resolve, reject) => {
    const upgrade = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    };
    const request = http.get(`${portal.origin}${path}`, { headers: { ...upgrade, ...headers }, agent: false });
    request.on('error', reject);
    request.on('upgrade', (reply, socket) => {
      socket.destroy();
      resolve({ status: reply.statusCode ?? 0, detail: '' });
    });
    request.on('response', (reply) => {
      let text = '';
      reply.on('data', (chunk: Buffer) => (text += chunk.toString()));
      reply.on('end', () => {
        const { detail } = JSON.parse(text) as { detail: string };
        resolve({
          status: reply.statusCode ?? 0,
          detail,
          ...(reply.headers['retry-after'] && { retryAfter: reply.headers['retry-after'] }),
        });
      });
    });
  });
}

class Client {
  readonly frames: (LiveFrame | ErrorFrame)[] = [];
  closed: { code: number } | null = null;
  readonly ws: WebSocket;

  constructor(headers: Record<string, string> = bearer) {
    this.ws = new WebSocket(`${portal.origin.replace('http', 'ws')}/ws`, { headers });
    this.ws.on('message', (data) => this.frames.push(JSON.parse((data as Buffer).toString('utf8')) as LiveFrame));
    this.ws.on('close', (code) => (this.closed = { code }));
    this.ws.on('error', () => undefined);
  }

  async open(): Promise<this> {
    await until(() => this.ws.readyState === WebSocket.OPEN, 'the socket opens');
    return this;
  }

  say(message: unknown): void {
    this.ws.send(typeof message === 'string' || message instanceof Buffer ? message : JSON.stringify(message));
  }

  async next(type: string): Promise<LiveFrame | ErrorFrame> {
    await until(() => this.frames.some((frame) => frame.type === type), `a frame ${type}`);
    const [frame] = this.frames.splice(
      this.frames.findIndex((one) => one.type === type),
      1,
    );
    if (!frame) throw new Error('it was there a moment ago');
    return frame;
  }
}

describe('who knocks at /ws', () => {
  const evil = 'https://evil.example';
  it.each<[string, () => Record<string, string>, string, number, RegExp]>([
    ['without credentials', () => ({}), '/ws', 401, /Sign in/],
    ['with a key nobody gave out', () => ({ authorization: 'Bearer sga_unknown_key_012345678' }), '/ws', 401, /key/i],
    ['with a forged session', () => ({ cookie: `${portal.cookie.slice(0, 80)}x` }), '/ws', 401, /Sign in/],
    ['with a key that may only send events', () => ({ authorization: `Bearer ${writeKey}` }), '/ws', 403, /./],
    [
      "with a session from another site's page",
      () => ({ cookie: portal.cookie, origin: evil }),
      '/ws',
      403,
      /other sites/,
    ],
    [
      'with a session from a page without an origin',
      () => ({ cookie: portal.cookie, origin: 'null' }),
      '/ws',
      403,
      /other sites/,
    ],
    ['for a workspace of others', () => ({ cookie: portal.cookie }), '/ws?workspace=theirs', 404, /theirs/],
    ['at another path', () => bearer, '/wss', 404, /\/ws/],
    ['at a page', () => ({ cookie: portal.cookie }), '/overview', 404, /\/ws/],
  ])('is refused %s', async (_, headers, path, status, reason) => {
    const refusal = await knock(headers(), path);
    expect(refusal.status).toBe(status);
    expect(refusal.detail).toMatch(reason);
  });

  it.each<[string, () => Record<string, string>]>([
    ['with a key', () => bearer],
    ['with a key from any page', () => ({ ...bearer, origin: evil })],
    ['with a session without a browser', () => ({ cookie: portal.cookie })],
    ['with a session from our own page', () => ({ cookie: portal.cookie, origin: portal.origin })],
  ])('gets in %s', async (_, headers) => {
    expect((await knock(headers())).status).toBe(101);
  });

  it('leaves no stream behind', async () => {
    await until(() => portal.services.live.stats().viewers === 0, 'all are gone');
  });
});

describe('a session that was ended', () => {
  const sse = async (cookie: string): Promise<{ text: string; isOver: boolean }> => {
    const stream = { text: '', isOver: false };
    const reply = await fetch(`${portal.origin}/api/live?watch=[]`, { headers: { cookie } });
    void (async () => {
      for await (const chunk of reply.body ?? []) stream.text += Buffer.from(chunk as Uint8Array).toString();
      stream.isOver = true;
    })();
    return stream;
  };

  it('takes its streams with it, here or elsewhere, and those of other sessions go on', async () => {
    const session = async () => {
      const { cookie, ...claim } = await sessionCookieOf(portal);
      return { ...claim, cookie: `${cookie}; sightglass-workspace=main` };
    };
    const [here, elsewhere] = [await session(), await session()];
    const sockets = await Promise.all([here, elsewhere].map(({ cookie }) => new Client({ cookie }).open()));
    const [first, second] = [await sse(here.cookie), await sse(elsewhere.cookie)];
    const kept = await new Client({ cookie: portal.cookie }).open();

    await closeSession(portal.services, here);
    await until(() => first.isOver && sockets[0]?.closed !== null, 'the streams of a session that was ended here end');
    expect(sockets[0]?.closed).toEqual({ code: 1008 });
    expect(first.text).toContain('"type":"closing"');
    expect([second.isOver, sockets[1]?.closed]).toEqual([false, null]);
    expect(await knock({ cookie: here.cookie })).toMatchObject({ status: 401 });

    // As a replica does it, or the command line: only the row says so.
    await portal.services.store.sessions.revoke(elsewhere.userId, elsewhere.sessionId, Date.now());
    await until(
      () => second.isOver && sockets[1]?.closed !== null,
      'the streams of a session that was ended elsewhere',
    );
    expect(kept.closed).toBeNull();
    kept.ws.close();
  });
});

describe('a WebSocket', () => {
  it('gets the frames that an event stream gets, for as long as it subscribes', async () => {
    const client = await new Client({ cookie: portal.cookie }).open();
    client.say({ type: 'subscribe', id: 'a', spec });
    const watch = Buffer.from(JSON.stringify([{ id: 'a', spec }])).toString('base64url');
    const stream = await fetch(`${portal.origin}/api/live?watch=${watch}`, { headers: bearer });
    let text = '';
    void (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>) text += decoder.decode(chunk);
    })().catch(() => undefined);
    const events = () => text.split('\n\n').flatMap((event) => /^data: (.*)$/m.exec(event)?.[1] ?? []);
    await client.next('snapshot');
    await until(() => events().some((event) => event.includes('"snapshot"')), 'the snapshot as an event');
    await portal.send(['seen', 'seen']);
    const patch = await client.next('patch');
    await until(() => events().includes(JSON.stringify(patch)), 'the same patch as an event');
    expect(patch).toMatchObject({ id: 'a', patch: { data: { values: [{ value: 2 }] } } });

    client.say({ type: 'unsubscribe', id: 'a' });
    client.say({ type: 'subscribe', id: 'b', spec, since: 'cursor' in patch ? patch.cursor : undefined });
    expect(await client.next('current')).toMatchObject({ id: 'b', seq: 'seq' in patch ? patch.seq : 0 });
    await portal.send(['seen']);
    await client.next('patch');
    expect(client.frames.filter((frame) => 'id' in frame && frame.id === 'a')).toEqual([]);
    client.ws.close();
    await stream.body?.cancel().catch(() => undefined);
  });

  it.each<[string, unknown, object]>([
    ['not JSON', '{"type":', { type: 'error', code: 'invalid_input', errors: [{ reason: 'not JSON' }] }],
    ['null', 'null', { type: 'error', code: 'invalid_input' }],
    ['of no known type', { type: 'shout', id: 'a' }, { type: 'error', errors: [{ path: 'type' }] }],
    ['without an id', { type: 'subscribe', spec }, { type: 'error', errors: [{ path: 'id' }] }],
    [
      'with a wrong time',
      { type: 'subscribe', id: 'a', spec, asOf: 'now' },
      { type: 'error', id: 'a', errors: [{ path: 'asOf' }] },
    ],
    ['binary', Buffer.from([1, 2, 3]), { type: 'error', code: 'invalid_input' }],
    [
      'with a wrong question',
      { type: 'subscribe', id: 'a', spec: { kind: 'poem' } },
      { type: 'failed', id: 'a', errors: [{ path: 'kind' }] },
    ],
    ['without a question', { type: 'subscribe', id: 'a' }, { type: 'error', id: 'a', errors: [{ path: 'spec' }] }],
  ])('is told what is wrong with a message that is %s, and goes on', async (_, message, answer) => {
    const client = await new Client().open();
    client.say(message);
    const { type } = answer as { type: string };
    expect(await client.next(type)).toMatchObject(answer);
    client.say({ type: 'subscribe', id: 'a', spec });
    await client.next('snapshot');
    client.ws.terminate();
  });

  it('ends when a message is too long', async () => {
    const client = await new Client().open();
    client.say({ type: 'subscribe', id: 'a', spec, padding: 'x'.repeat(70_000) });
    await until(() => client.closed !== null, 'the end');
    expect(client.closed).toEqual({ code: 1009 });
  });

  it('is told once that its messages come too fast, and is ended when that does not help', async () => {
    const client = await new Client().open();
    for (let n = 0; n < 60; n += 1) client.say({ type: 'unsubscribe', id: 'none' });
    expect(await client.next('error')).toMatchObject({ code: 'rate_limited', retryInMs: 1_000 });
    for (let n = 0; n < 600; n += 1) client.say({ type: 'unsubscribe', id: 'none' });
    await until(() => client.closed !== null, 'the end');
    expect(client.closed).toEqual({ code: 1008 });
    expect(client.frames.filter((frame) => frame.type === 'error')).toEqual([]);
  });

  it('is told when to come back when the portal stops, and no other gets in then', async () => {
    const clients = await Promise.all(Array.from({ length: 3 }, () => new Client().open()));
    await Promise.all(clients.map((client) => client.next('status')));
    portal.services.live.drain();
    await until(() => clients.every(({ closed }) => closed !== null), 'the end');
    expect(clients.map(({ closed }) => closed?.code)).toEqual([1012, 1012, 1012]);
    const pauses = clients.map(({ frames }) =>
      frames.flatMap((frame) => (frame.type === 'closing' ? [frame.retryInMs] : [])),
    );
    expect(new Set(pauses.flat()).size).toBe(3);
    expect(await knock(bearer)).toMatchObject({ status: 503, retryAfter: '2' });
  });
});
