import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as annotation from '@/app/api/annotations/[id]/route';
import * as annotations from '@/app/api/annotations/route';
import * as chartRestore from '@/app/api/charts/[id]/restore/route';
import * as chart from '@/app/api/charts/[id]/route';
import * as charts from '@/app/api/charts/route';
import * as duplicate from '@/app/api/dashboards/[id]/duplicate/route';
import * as exported from '@/app/api/dashboards/[id]/export/route';
import * as panels from '@/app/api/dashboards/[id]/panels/route';
import * as restore from '@/app/api/dashboards/[id]/restore/route';
import * as dashboard from '@/app/api/dashboards/[id]/route';
import * as versionRestore from '@/app/api/dashboards/[id]/versions/[version]/restore/route';
import * as version from '@/app/api/dashboards/[id]/versions/[version]/route';
import * as versions from '@/app/api/dashboards/[id]/versions/route';
import * as imported from '@/app/api/dashboards/import/route';
import * as dashboards from '@/app/api/dashboards/route';
import * as snippet from '@/app/api/snippets/[id]/route';
import * as snippets from '@/app/api/snippets/route';
import * as status from '@/app/api/status/route';
import type { Door } from '@/lib/http/route';
import type { Annotation } from '@/lib/model/annotation';
import type { Dashboard, DashboardSummary, DashboardVersionSummary } from '@/lib/model/dashboard';
import type { SavedChart } from '@/lib/model/saved-chart';
import type { SqlSnippet } from '@/lib/model/sql-snippet';
import { chart as chartDoc, doc } from '../dashboards/world';
import { openTestPortal, type TestPortal } from '../build/portal';
import { sessionCookieOf } from '../build/session-cookie';
import { bearer } from './portal-client';

jest.setTimeout(120_000);
const apiKey = 'sga_boards_test_key_01234';
const queryKey = 'sgw_boards_test_key_01234';

/** As Next chooses them: named paths before those with a parameter. */
const doors: [RegExp, object][] = [
  [/^\/api\/dashboards$/, dashboards],
  [/^\/api\/dashboards\/import$/, imported],
  [/^\/api\/dashboards\/(?<id>[^/]+)$/, dashboard],
  [/^\/api\/dashboards\/(?<id>[^/]+)\/duplicate$/, duplicate],
  [/^\/api\/dashboards\/(?<id>[^/]+)\/restore$/, restore],
  [/^\/api\/dashboards\/(?<id>[^/]+)\/panels$/, panels],
  [/^\/api\/dashboards\/(?<id>[^/]+)\/export$/, exported],
  [/^\/api\/dashboards\/(?<id>[^/]+)\/versions$/, versions],
  [/^\/api\/dashboards\/(?<id>[^/]+)\/versions\/(?<version>[^/]+)$/, version],
  [/^\/api\/dashboards\/(?<id>[^/]+)\/versions\/(?<version>[^/]+)\/restore$/, versionRestore],
  [/^\/api\/charts$/, charts],
  [/^\/api\/charts\/(?<id>[^/]+)$/, chart],
  [/^\/api\/charts\/(?<id>[^/]+)\/restore$/, chartRestore],
  [/^\/api\/annotations$/, annotations],
  [/^\/api\/annotations\/(?<id>[^/]+)$/, annotation],
  [/^\/api\/snippets$/, snippets],
  [/^\/api\/snippets\/(?<id>[^/]+)$/, snippet],
  [/^\/api\/status$/, status],
];

let folder: string;
let portal: TestPortal;
let session: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sightglass-boards-'));
  await mkdir(path.join(folder, 'provision', 'dashboards'), { recursive: true });
  await writeFile(path.join(folder, 'provision', 'dashboards', 'team.yaml'), 'title: From a file');
  await writeFile(path.join(folder, 'provision', 'broken.yaml'), 'title: [');
  portal = await openTestPortal({
    SIGHTGLASS_PROVISION: path.join(folder, 'provision'),
    SIGHTGLASS_INIT_API_KEY: apiKey,
    SIGHTGLASS_INIT_WRITE_KEY: queryKey,
  });
  const { cookie } = await sessionCookieOf(portal.runtime);
  session = { cookie, 'x-sightglass-workspace': 'main' };
});

afterAll(async () => {
  await portal.stop();
  await rm(folder, { recursive: true, force: true });
});

type Call = { headers?: Record<string, string>; body?: unknown };

/** Body as JSON, unless it is text already. */
async function call(method: string, target: string, { headers = bearer(apiKey), body }: Call = {}): Promise<Response> {
  const url = new URL(target, 'http://localhost');
  for (const [pattern, module] of doors) {
    const match = pattern.exec(url.pathname);
    const door = (module as Record<string, Door | undefined>)[method];
    if (!match || !door) continue;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const request = new Request(url, { method, headers, ...(text === undefined ? {} : { body: text }) });
    return door(request, { params: Promise.resolve({ ...match.groups }) });
  }
  throw new Error(`there is no door ${method} ${target}`);
}

async function ok<T>(status: number, reply: Promise<Response>): Promise<T> {
  const response = await reply;
  const text = await response.text();
  expect([response.status, response.status === status ? '' : text]).toEqual([status, '']);
  return (text === '' ? null : JSON.parse(text)) as T;
}

const make = (title: string) => ok<Dashboard>(201, call('POST', '/api/dashboards', { body: doc(title) }));

it('a dashboard is made, read, saved, copied, deleted and restored', async () => {
  const made = await make('Sales');
  expect(made).toMatchObject({ version: 1, createdBy: 'First API key', doc: { title: 'Sales' } });
  const at = `/api/dashboards/${made.id}`;
  expect(await ok(200, call('GET', at))).toEqual(made);
  const put = { body: { doc: doc('Sales 2'), version: 1, note: 'renamed' } };
  const saved = await ok<Dashboard>(200, call('PUT', at, put));
  expect(saved).toMatchObject({ version: 2, doc: { title: 'Sales 2' } });
  const conflict = await ok(409, call('PUT', at, put));
  expect(conflict).toMatchObject({
    code: 'conflict',
    detail: expect.stringContaining('First API key saved version 2') as string,
  });

  const { versions } = await ok<{ versions: DashboardVersionSummary[] }>(200, call('GET', `${at}/versions`));
  expect(versions.map(({ version, note }) => [version, note])).toEqual([
    [2, 'renamed'],
    [1, null],
  ]);
  expect(await ok(200, call('GET', `${at}/versions/1`))).toMatchObject({ doc: { title: 'Sales' } });
  for (const wrong of ['0', 'x', '99', '1.5']) await ok(404, call('GET', `${at}/versions/${wrong}`));
  expect(await ok(200, call('POST', `${at}/versions/1/restore`))).toMatchObject({
    version: 3,
    doc: { title: 'Sales' },
  });

  expect(await ok(201, call('POST', `${at}/duplicate`))).toMatchObject({ doc: { title: 'Copy of Sales' } });
  expect(await ok(201, call('POST', `${at}/duplicate`, { body: { title: 'Mine' } }))).toMatchObject({
    doc: { title: 'Mine' },
  });
  const grown = await ok<Dashboard>(201, call('POST', `${at}/panels`, { body: chartDoc }));
  expect(grown.doc.panels).toHaveLength(2);

  await ok(204, call('DELETE', at));
  await ok(404, call('GET', at));
  const listed = await ok<{ dashboards: DashboardSummary[] }>(200, call('GET', '/api/dashboards'));
  expect(listed.dashboards.map(({ id }) => id)).not.toContain(made.id);
  const deleted = await ok<{ dashboards: DashboardSummary[] }>(200, call('GET', '/api/dashboards?deleted=1'));
  expect(deleted.dashboards.map(({ id }) => id)).toEqual([made.id]);
  expect(await ok(200, call('POST', `${at}/restore`))).toMatchObject({ id: made.id, deletedAt: null });
});

it('a dashboard goes out as a file and comes in again', async () => {
  const made = await make('Out & in');
  for (const format of ['json', 'yaml']) {
    const file = await call('GET', `/api/dashboards/${made.id}/export?format=${format}`);
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="out-in.${format}"`);
    expect(file.headers.get('content-type')).toBe(`application/${format}; charset=utf-8`);
    const headers = { ...bearer(apiKey), 'content-type': `application/${format}` };
    const again = await ok<Dashboard>(
      201,
      call('POST', '/api/dashboards/import', { headers, body: await file.text() }),
    );
    expect(again.doc).toEqual(made.doc);
    expect(again.id).not.toBe(made.id);
  }
  await ok(400, call('GET', `/api/dashboards/${made.id}/export?format=xml`));
  const wrong = await ok(400, call('POST', '/api/dashboards/import', { body: 'title: a\npanels:\n  - type: x' }));
  expect(wrong).toMatchObject({
    code: 'invalid_input',
    errors: [{ path: 'panels.0.type', reason: expect.stringContaining('(line 3)') as string }],
  });
});

it('a chart, an annotation and a snippet are made, listed, changed and removed', async () => {
  const made = await ok<SavedChart>(201, call('POST', '/api/charts', { body: chartDoc }));
  expect(await ok(200, call('GET', '/api/charts'))).toEqual({ charts: [made] });
  const at = `/api/charts/${made.id}`;
  expect(await ok(200, call('PUT', at, { body: { ...chartDoc, title: 'New' } }))).toMatchObject({
    doc: { title: 'New' },
  });
  await ok(204, call('DELETE', at));
  await ok(404, call('GET', at));
  expect(await ok(200, call('POST', `${at}/restore`))).toMatchObject({ doc: { title: 'New' } });

  const noted = await ok<Annotation>(
    201,
    call('POST', '/api/annotations', { body: { at: 1_750_000_000_000, text: 'Deployed' } }),
  );
  expect(noted.createdBy).toBe('First API key');
  const seen = async (query: string) => ok<{ annotations: Annotation[] }>(200, call('GET', `/api/annotations${query}`));
  expect(await seen('')).toEqual({ annotations: [noted] });
  expect(await seen('?from=1750000000000&to=1750000000001')).toEqual({ annotations: [noted] });
  expect(await seen('?from=2025-06-15T15:00:00Z&to=2025-06-15T16:00:00Z')).toEqual({ annotations: [noted] });
  expect(await seen('?from=2025-06-15T16:00:00Z')).toEqual({ annotations: [] });
  expect(await ok(400, call('GET', '/api/annotations?from=monday'))).toMatchObject({ errors: [{ path: 'from' }] });
  const noteAt = `/api/annotations/${noted.id}`;
  expect(await ok(200, call('PUT', noteAt, { body: { at: 5, text: 'Else' } }))).toMatchObject({ text: 'Else', at: 5 });
  await ok(204, call('DELETE', noteAt));
  await ok(404, call('DELETE', noteAt));

  const kept = await ok<SqlSnippet>(201, call('POST', '/api/snippets', { body: { name: 'a', sql: 'select 1' } }));
  expect(await ok(200, call('GET', '/api/snippets'))).toEqual({ snippets: [kept] });
  const snippetAt = `/api/snippets/${kept.id}`;
  expect(await ok(200, call('PUT', snippetAt, { body: { name: 'b', sql: 'select 2' } }))).toMatchObject({ name: 'b' });
  await ok(204, call('DELETE', snippetAt));
  await ok(404, call('PUT', snippetAt, { body: { name: 'b', sql: 'select 2' } }));
});

it('somebody who is signed in writes under the own name, and pages of other sites cannot write for them', async () => {
  const made = await ok<Dashboard>(201, call('POST', '/api/dashboards', { headers: session, body: doc('Mine') }));
  expect(made).toMatchObject({ createdBy: 'admin@localhost', doc: { title: 'Mine' } });
  const foreign = { ...session, 'sec-fetch-site': 'cross-site' };
  await ok(403, call('POST', '/api/dashboards', { headers: foreign, body: doc('Forged') }));
  await ok(403, call('DELETE', `/api/dashboards/${made.id}`, { headers: foreign }));
  await ok(401, call('GET', '/api/dashboards', { headers: {} }));
  await ok(403, call('GET', '/api/dashboards', { headers: bearer(queryKey) }));
  const elsewhere = { ...session, 'x-sightglass-workspace': 'system' };
  await ok(404, call('GET', `/api/dashboards/${made.id}`, { headers: elsewhere }));
});

it.each<[string, string, string, unknown, number]>([
  ['no JSON', 'POST', '/api/dashboards', '{', 400],
  ['an empty body', 'POST', '/api/dashboards', '', 400],
  ['a list', 'POST', '/api/dashboards', [], 400],
  ['a save without a version', 'PUT', '/api/dashboards/x', { doc: doc('x') }, 400],
  ['a version that is none', 'PUT', '/api/dashboards/x', { doc: doc('x'), version: -1 }, 400],
  [
    'filters without end',
    'POST',
    '/api/charts',
    `{"title":"x","chart":"line","spec":${'{"not":'.repeat(20_000)}1${'}'.repeat(20_000)}}`,
    400,
  ],
  ['a body that is too long', 'POST', '/api/dashboards', `"${'x'.repeat(5_000_000)}"`, 413],
  ['an id that nobody can have', 'GET', '/api/dashboards/a%00b', undefined, 404],
  ['an annotation without a text', 'POST', '/api/annotations', { at: 1 }, 400],
  ['a text that cannot be stored', 'POST', '/api/annotations', { at: 1, text: 'a\0b' }, 400],
])('%s is answered as a problem, not as a fault of the portal', async (_name, method, target, body, expected) => {
  const reply = await call(method, target, { body });
  expect(reply.status).toBe(expected);
  expect(reply.headers.get('content-type')).toContain('application/problem+json');
});

it('a folder that was given at the start is in the list, and what is wrong with it in the status', async () => {
  const { dashboards: listed } = await ok<{ dashboards: DashboardSummary[] }>(200, call('GET', '/api/dashboards'));
  const filed = listed.find(({ title }) => title === 'From a file');
  expect(filed).toMatchObject({ provisionedFrom: 'dashboards/team.yaml', updatedBy: 'provisioned' });
  expect(await ok(403, call('DELETE', `/api/dashboards/${filed?.id}`))).toMatchObject({
    detail: expect.stringContaining('dashboards/team.yaml') as string,
  });
  expect(await ok(200, call('GET', '/api/status'))).toMatchObject({
    provision: { dashboards: 1, faults: [{ file: 'broken.yaml' }] },
  });
});
