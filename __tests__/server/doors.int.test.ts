import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as catalog from '@/app/api/catalog/route';
import * as events from '@/app/api/events/route';
import * as alive from '@/app/api/health/live/route';
import * as ready from '@/app/api/health/ready/route';
import * as keys from '@/app/api/keys/route';
import * as query from '@/app/api/query/route';
import * as rejected from '@/app/api/rejected-events/route';
import * as status from '@/app/api/status/route';
import { serveDoor } from '@/lib/http/node-adapter';
import type { Door } from '@/lib/http/route';
import { openTestPortal, type TestPortal } from '../build/portal';
import { bearer } from './portal-client';

jest.setTimeout(120_000);
const apiKey = 'sga_doors_test_key_012345';
const writeKey = 'sgw_doors_test_key_012345';

const doors: Record<string, Record<string, Door>> = {
  '/api/catalog': catalog,
  '/api/events': events,
  '/api/health/live': alive,
  '/api/health/ready': ready,
  '/api/keys': keys,
  '/api/query': query,
  '/api/rejected-events': rejected,
  '/api/status': status,
};
let portal: TestPortal;
let server: Server;
let origin: string;

beforeAll(async () => {
  portal = await openTestPortal({ SIGHTGLASS_INIT_API_KEY: apiKey, SIGHTGLASS_INIT_WRITE_KEY: writeKey });
  server = createServer((message, reply) => {
    const door = doorOf(message.method ?? 'GET', message.url ?? '/');
    void serveDoor(door, message, reply);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await portal.stop();
});

function doorOf(method: string, url: string): Door {
  const door = doors[url.split('?', 1)[0] ?? '']?.[method];
  if (!door) throw new Error(`there is no door ${method} ${url}`);
  return door;
}

type Call = { path: string; method?: string; headers?: Record<string, string>; body?: string };

const asFetch = ({ path: target, method = 'GET', headers = {}, body }: Call) =>
  new Request(`${origin}${target}`, { method, headers, ...(body === undefined ? {} : { body }) });
const throughNext = (call: Call) => doorOf(call.method ?? 'GET', call.path)(asFetch(call));
const inFront = (call: Call) => fetch(asFetch(call));

const compared = [
  'content-type',
  'cache-control',
  'allow',
  'www-authenticate',
  'retry-after',
  'vary',
  'access-control-allow-origin',
];
/** What changes from one call to the next whichever way it takes. */
const moving = new Set([
  'asOf',
  'ageMs',
  'tookMs',
  'requestId',
  'memoryBytes',
  'freshness',
  'lastUsedAt',
  'cache',
  'spool',
  'spoolPendingBytes',
  'rowsRead',
  'event_id',
]);

async function seen(reply: Response): Promise<object> {
  const text = await reply.text();
  const body =
    text === '' ? null : (JSON.parse(text, (name, value: unknown) => (moving.has(name) ? '' : value)) as unknown);
  const headers = Object.fromEntries(compared.map((name) => [name, reply.headers.get(name)]));
  return { status: reply.status, headers, body };
}

const spec = JSON.stringify({ kind: 'total', measures: [{ agg: 'count' }], range: { last: '24h' } });
const withKey = bearer(apiKey);
const post = (target: string, body: string, headers: Record<string, string> = withKey): Call => {
  return { path: target, method: 'POST', headers, body };
};

describe('a door answers the same in front of Next as through its route', () => {
  it.each<[string, number, Call]>([
    ['liveness', 200, { path: '/api/health/live' }],
    ['readiness', 200, { path: '/api/health/ready' }],
    ['status', 200, { path: '/api/status', headers: withKey }],
    ['keys', 200, { path: '/api/keys', headers: withKey }],
    ['the catalog', 200, { path: '/api/catalog', headers: withKey }],
    ['refused events', 200, { path: '/api/rejected-events?limit=5', headers: withKey }],
    ['a bad limit', 400, { path: '/api/rejected-events?limit=x', headers: withKey }],
    ['a wrong method', 405, post('/api/rejected-events', '')],
    ['events by GET', 405, { path: '/api/events' }],
    ['events', 202, post('/api/events', '[{"name":"a"},{"nme":"b"}]', bearer(writeKey))],
    ['a body that is no JSON', 400, post('/api/query', '{')],
    ['a question without measures', 400, post('/api/query', '{"kind":"total"}')],
    ['a question', 200, post('/api/query', spec)],
    ['a question that is too long', 413, post('/api/query', `"${'x'.repeat(300_000)}"`)],
    ['an unknown coding', 415, post('/api/events', '{}', { ...bearer(writeKey), 'content-encoding': 'br' })],
    ['nobody', 401, post('/api/query', spec, {})],
    ['an unknown key', 401, post('/api/events', '{"name":"a"}', bearer('sgw_unknown_key_000000'))],
    ['a malformed key', 401, post('/api/query', spec, { authorization: 'Bearer' })],
    ['basic access', 401, post('/api/query', spec, { authorization: 'Basic YTpi' })],
    ['a write key that asks', 403, post('/api/query', spec, bearer(writeKey))],
    ['a write key that lists keys', 403, { path: '/api/keys', headers: bearer(writeKey) }],
    ['a cookie from another site', 403, post('/api/query', spec, { cookie: 'a=b', 'sec-fetch-site': 'cross-site' })],
  ])('%s: %d', async (_, expected, call) => {
    const front = await seen(await inFront(call));
    expect(front).toMatchObject({ status: expected });
    expect(await seen(await throughNext(call))).toEqual(front);
  });
});

describe('a key', () => {
  async function makeKey(scopes: string[]): Promise<{ key: string; apiKey: { id: string } }> {
    const reply = await inFront(post('/api/keys', JSON.stringify({ name: 'test', scopes })));
    expect(reply.status).toBe(201);
    return (await reply.json()) as { key: string; apiKey: { id: string } };
  }

  it('for questions cannot send events', async () => {
    const { key } = await makeKey(['query']);
    expect((await inFront(post('/api/query', spec, bearer(key)))).status).toBe(200);
    expect((await inFront(post('/api/events', '{"name":"a"}', bearer(key)))).status).toBe(403);
    expect((await inFront({ path: '/api/keys', headers: bearer(key) })).status).toBe(403);
  });

  it('is refused when it was revoked', async () => {
    const { key, apiKey: row } = await makeKey(['ingest']);
    const { DELETE } = await import('@/app/api/keys/[id]/route');
    const request = asFetch({ path: `/api/keys/${row.id}`, method: 'DELETE', headers: withKey });
    expect((await DELETE(request, { params: Promise.resolve({ id: row.id }) })).status).toBe(204);
    const reply = await inFront(post('/api/events', '{"name":"a"}', bearer(key)));
    expect(reply.status).toBe(401);
    expect(await reply.json()).toMatchObject({ code: 'unauthenticated', status: 401 });
  });
});
