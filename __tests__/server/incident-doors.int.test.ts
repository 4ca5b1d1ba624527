import * as alerts from '@/app/api/alerts/route';
import * as action from '@/app/api/incidents/[id]/[action]/route';
import * as incident from '@/app/api/incidents/[id]/route';
import * as suspects from '@/app/api/incidents/[id]/suspects/route';
import * as incidents from '@/app/api/incidents/route';
import * as stats from '@/app/api/incidents/stats/route';
import { liveDoor } from '@/lib/http/live-door';
import type { Door } from '@/lib/http/route';
import type { IncidentStats, IncidentView, SuspectsView } from '@/lib/incidents/incident-view';
import { recordAlerts } from '@/lib/incidents/record-alerts';
import type { IncidentList } from '@/lib/incidents/verbs/list-incidents';
import type { Alert } from '@/lib/model/incident';
import { openTestPortal, type TestPortal } from '../build/portal';
import { sessionCookieOf } from '../build/session-cookie';
import { bearer } from './portal-client';

jest.setTimeout(120_000);
const apiKey = 'sga_incidents_test_key_01';
const queryKey = 'sgw_incidents_test_key_01';

const doors: [RegExp, object][] = [
  [/^\/api\/alerts$/, alerts],
  [/^\/api\/incidents$/, incidents],
  [/^\/api\/incidents\/stats$/, stats],
  [/^\/api\/incidents\/(?<id>[^/]+)$/, incident],
  [/^\/api\/incidents\/(?<id>[^/]+)\/suspects$/, suspects],
  [/^\/api\/incidents\/(?<id>[^/]+)\/(?<action>[^/]+)$/, action],
  [/^\/api\/live$/, { GET: liveDoor }],
];

let portal: TestPortal;
let session: Record<string, string>;

beforeAll(async () => {
  portal = await openTestPortal({ SIGHTGLASS_INIT_API_KEY: apiKey, SIGHTGLASS_INIT_WRITE_KEY: queryKey });
  const { cookie } = await sessionCookieOf(portal.runtime);
  session = { cookie, 'x-sightglass-workspace': 'main' };
});

afterAll(() => portal.stop());

type Call = { headers?: Record<string, string>; body?: unknown; signal?: AbortSignal };

async function call(method: string, target: string, { headers = bearer(apiKey), body, signal }: Call = {}) {
  const url = new URL(target, 'http://localhost');
  for (const [pattern, module] of doors) {
    const match = pattern.exec(url.pathname);
    const door = (module as Record<string, Door | undefined>)[method];
    if (!match || !door) continue;
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const request = new Request(url, { method, headers, ...sent, ...(signal === undefined ? {} : { signal }) });
    return door(request, { params: Promise.resolve({ ...match.groups }) });
  }
  throw new Error(`there is no door ${method} ${target}`);
}

async function ok<T>(status: number, reply: Promise<Response>): Promise<T> {
  const response = await reply;
  const text = await response.text();
  expect([response.status, response.status === status ? '' : text]).toEqual([status, '']);
  return JSON.parse(text) as T;
}

/** An alert of another system; each region is a world of its own. */
async function fire(id: string, region: string): Promise<string> {
  const { services } = portal.runtime;
  const workspaceId = (await services.store.workspaces.findBySlug('main'))?.id ?? '';
  const at = services.clock.now();
  const alert = {
    ...{
      id,
      workspaceId,
      ruleId: null,
      seriesKey: id,
      fingerprint: id,
      annotations: {},
      severity: 'critical' as const,
    },
    labels: { alertname: 'Down', service: 'web', region },
    ...{ startsAt: at, expiresAt: null, generatorUrl: null, value: null, because: 'it says so' },
  };
  const step = { kind: 'fired' as const, alert, everyMs: 0, needsCorroboration: false, lastIncidentId: null };
  const placed = await services.store.transaction((tx) =>
    recordAlerts(tx, services, { workspaceId, at, steps: [step] }),
  );
  return placed.get(id) ?? '';
}

it('an incident is listed, read, changed and handled, with a key and with a session alike', async () => {
  const id = await fire('d1', 'eu');
  const list = await ok<IncidentList>(200, call('GET', '/api/incidents?severity=critical&q=%231'));
  expect(list).toMatchObject({
    incidents: [{ id, number: 1, title: 'Down at web' }],
    cursor: null,
    open: { critical: 1 },
  });
  expect(await ok(200, call('GET', '/api/incidents?status=resolved'))).toMatchObject({ incidents: [] });
  const view = await ok<IncidentView>(200, call('GET', `/api/incidents/${id}`, { headers: session }));
  expect(view).toMatchObject({ incident: { id }, alerts: [{ id: 'd1' }], evidence: [], related: [] });
  expect((await ok<IncidentView>(200, call('GET', '/api/incidents/1'))).incident.id).toBe(id);
  const patched = await ok<IncidentView>(
    200,
    call('PATCH', `/api/incidents/${id}`, { body: { title: 'Web is down' } }),
  );
  expect(patched.timeline.at(-1)).toMatchObject({ kind: 'renamed', by: 'First API key' });
  const post = (name: string, body: unknown = {}) =>
    call('POST', `/api/incidents/${id}/${name}`, { headers: session, body });
  expect((await ok<IncidentView>(200, post('acknowledge'))).incident.status).toBe('acknowledged');
  await ok(200, post('snooze', { minutes: 60 }));
  await ok(200, post('comment', { text: 'On it' }));
  expect((await ok<IncidentView>(200, post('resolve'))).incident).toMatchObject({ status: 'resolved', firing: 1 });
  expect((await ok<{ alerts: Alert[] }>(200, call('GET', '/api/alerts?open=1'))).alerts.map((one) => one.id)).toEqual([
    'd1',
  ]);
  const found = await ok<SuspectsView>(200, call('GET', `/api/incidents/${id}/suspects`));
  expect(found).toMatchObject({ suspects: [{ field: 'service', value: 'web', observed: 1 }], unavailable: null });
  const figures = await ok<IncidentStats>(200, call('GET', '/api/incidents/stats?days=7'));
  expect(figures).toMatchObject({ all: { opened: 1, resolved: 1 }, bySeverity: { critical: { acknowledged: 1 } } });
});

it('what is wrong is said with its place, and never as a fault of the portal', async () => {
  const id = await fire('d2', 'us');
  const cases: [string, string, unknown, number, object][] = [
    ['GET', '/api/incidents?status=lost', undefined, 400, { errors: [{ path: 'status' }] }],
    ['GET', '/api/incidents?from=yesterday', undefined, 400, { errors: [{ path: 'from' }] }],
    ['GET', '/api/incidents?cursor=nonsense', undefined, 400, { errors: [{ path: 'cursor' }] }],
    ['GET', '/api/incidents/stats?days=0', undefined, 400, { errors: [{ path: 'days' }] }],
    ['GET', '/api/alerts?limit=0', undefined, 400, { errors: [{ path: 'limit' }] }],
    ['GET', '/api/incidents/nothing', undefined, 404, {}],
    ['GET', '/api/incidents/nothing/suspects', undefined, 404, {}],
    ['POST', '/api/incidents/nothing/acknowledge', {}, 404, {}],
    ['POST', `/api/incidents/${id}/explode`, {}, 404, {}],
    ['POST', `/api/incidents/${id}/constructor`, {}, 404, {}],
    ['POST', `/api/incidents/${id}/snooze`, { minutes: 'many' }, 400, { errors: [{ path: 'minutes' }] }],
    ['POST', `/api/incidents/${id}/merge`, { into: id }, 400, { errors: [{ path: 'into' }] }],
    ['POST', `/api/incidents/${id}/comment`, 'text', 400, {}],
    ['PATCH', `/api/incidents/${id}`, { status: 'resolved' }, 400, {}],
    ['POST', `/api/incidents/${id}/escalate`, {}, 409, { code: 'conflict' }],
  ];
  for (const [method, target, body, status, problem] of cases) {
    const answer = await ok(status, call(method, target, body === undefined ? {} : { body }));
    expect([target, answer]).toMatchObject([target, { status, ...problem }]);
  }
  const headers = bearer(queryKey);
  await ok(403, call('GET', '/api/incidents', { headers }));
  await ok(403, call('POST', `/api/incidents/${id}/acknowledge`, { headers, body: {} }));
  await ok(401, call('GET', '/api/incidents', { headers: {} }));
});

it('a stream that watches no question hears of an incident as it opens', async () => {
  const end = new AbortController();
  const stream = await call('GET', '/api/live', { headers: session, signal: end.signal });
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  const id = await fire('d3', 'ap');
  let text = '';
  while (!text.includes(id)) text += new TextDecoder().decode((await reader.read()).value);
  expect(text).toContain('"type":"incident"');
  end.abort();
});
