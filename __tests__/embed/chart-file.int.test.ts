import * as svgRoute from '@/app/api/charts/[id]/image.svg/route';
import * as jsonRoute from '@/app/api/charts/[id]/data.json/route';
import { hotDoor } from '@/app/api/hot-doors';
import { createApiKey } from '@/lib/auth/create-api-key';
import { revokeApiKey } from '@/lib/auth/revoke-api-key';
import type { Context } from '@/lib/context';
import { createChart } from '@/lib/dashboards/verbs/create-chart';
import { updateChart } from '@/lib/dashboards/verbs/update-chart';
import { createEmbed } from '@/lib/embed/verbs/create-embed';
import { createShare } from '@/lib/embed/verbs/create-share';
import { listEmbeds } from '@/lib/embed/verbs/list-embeds';
import { revokeShare } from '@/lib/embed/verbs/revoke-share';
import { updateEmbed } from '@/lib/embed/verbs/update-embed';
import { AppError } from '@/lib/errors/app-error';
import type { Entry } from '@/lib/query/entry';
import { parseSpec } from '@/lib/query/parse-spec';
import { specKey } from '@/lib/query/spec-key';
import { apiKey, streamPortal, writeKey } from '../http/streams/portal';
import { bearer, sendEvents } from '../server/portal-client';

jest.setTimeout(120_000);
const hostile = '<script>alert(1)</script>"\'&';
const spec = {
  kind: 'trend',
  measures: [{ agg: 'count', event: 'sign-up' }],
  by: ['properties.plan'],
  range: { last: '24h' },
  grain: '1h',
};
const away = new AppError('engine_unavailable', 'The analytics engine is not answering.', { retryAfterMs: 2_000 });

let portal: Awaited<ReturnType<typeof streamPortal>>;
let ctx: Context;
let id = '';
/** While it is set, the engine refuses every question. */
let failure: AppError | null = null;
let asked = 0;

beforeAll(async () => {
  portal = await streamPortal();
  const { services } = portal;
  const main = await services.store.workspaces.findBySlug('main');
  ctx = inWorkspace(main?.id ?? '');
  const events = [hostile, 'pro', 'pro'].map((plan) => ({ name: 'sign-up', properties: { plan } }));
  const sent = await sendEvents(portal.origin, writeKey, events, '?wait=visible');
  if (!sent.ok) throw new Error(await sent.text());
  id = (await createChart(ctx, { doc: { title: 'Sign-ups', chart: 'line', spec } })).id;
  const query = services.engine.query.bind(services.engine);
  services.engine.query = async <Row>(asking: Parameters<typeof query>[0]) => {
    asked += 1;
    if (failure) throw failure;
    return query<Row>(asking);
  };
});
beforeEach(() => {
  failure = null;
  asked = 0;
});
afterAll(() => portal.stop());

function inWorkspace(workspaceId: string): Context {
  return { ...portal.services, actor: { kind: 'system', workspaceId, purpose: 'test' }, requestId: 'test' };
}
const get = (form: string, search = '', headers: Record<string, string> = bearer(apiKey), chart = id) =>
  fetch(`${portal.origin}/api/charts/${chart}/${form}${search}`, { headers });

/** Makes what is known of a chart's own question as old as that. */
function age(ms: number): void {
  const entry = ctx.cache.get<Entry>(specKey(ctx.actor.workspaceId, parseSpec(spec)))?.value;
  if (!entry) throw new Error('nothing is known');
  Object.assign(entry, { asOf: entry.asOf - ms, freshUntil: 0, windowUntil: 0 });
}

describe('a saved chart by its address', () => {
  it('is a picture whose names are text, whatever they are', async () => {
    const reply = await get('image.svg', '?width=640&height=300');
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    const svg = await reply.text();
    expect(svg).toMatch(/^<svg [^>]*width="640" height="300"/);
    expect(svg).toContain('Sign-ups');
    expect(svg).toContain('&lt;script&gt;');
    expect(svg).not.toContain('<script');
    expect(reply.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  });

  it('is a PNG, JSON with the question, and CSV to be kept, of the same answer', async () => {
    const png = Buffer.from(await (await get('image.png', '?width=400&height=200&scale=2')).arrayBuffer());
    expect([png.subarray(1, 4).toString(), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 800, 400]);
    const json = (await (await get('data.json')).json()) as { chart: object; data: { series: object[] }; meta: object };
    expect(json).toMatchObject({ chart: { id, title: 'Sign-ups' }, query: { range: { last: '24h' } } });
    expect(json.data.series).toHaveLength(2);
    const csv = await get('data.csv');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="sign-ups.csv"');
    const head = (await csv.text()).split('\r\n')[0];
    expect(head).toContain('pro');
  });

  it('is asked and drawn once for a crowd, and sent once to whoever has it', async () => {
    const before = portal.services.images.stats();
    const crowd = await Promise.all(Array.from({ length: 40 }, () => get('image.png', '?range=7d&width=500')));
    const tags = new Set(crowd.map((reply) => reply.headers.get('etag')));
    expect([tags.size, crowd.every(({ status }) => status === 200)]).toEqual([1, true]);
    expect(asked).toBeLessThanOrEqual(2);
    const tag = [...tags][0] ?? '';
    const again = await get('image.png', '?range=7d&width=500', { ...bearer(apiKey), 'if-none-match': tag });
    expect([again.status, (await again.arrayBuffer()).byteLength, again.headers.get('etag')]).toEqual([304, 0, tag]);
    // The address, the picture and what it was made under: one drawing for all.
    expect(portal.services.images.stats().entries - before.entries).toBeLessThanOrEqual(2);
  });

  it('is the same through Next and in front of it', async () => {
    for (const [form, through] of [
      ['image.svg', svgRoute.GET],
      ['data.json', jsonRoute.GET],
    ] as const) {
      const path = `/api/charts/${id}/${form}`;
      const request = () => new Request(`${portal.origin}${path}?range=30d`, { headers: bearer(apiKey) });
      const first = await through(request(), { params: Promise.resolve({ id }) });
      const second = await hotDoor('GET', path)?.(request());
      expect(second?.status).toBe(200);
      expect(Object.fromEntries(second?.headers ?? [])).toEqual(Object.fromEntries(first.headers));
      expect(await second?.text()).toBe(await first.text());
    }
    const head = await fetch(`${portal.origin}/api/charts/${id}/image.svg`, {
      method: 'HEAD',
      headers: bearer(apiKey),
    });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('is refused with parameters that it cannot follow, each with its reason', async () => {
    const reply = await get('image.png', '?width=5000&theme=pink&range=7d');
    expect([reply.status, reply.headers.get('content-type')]).toEqual([400, 'application/problem+json; charset=utf-8']);
    const { errors } = (await reply.json()) as { errors: { path: string }[] };
    expect(errors.map(({ path }) => path)).toEqual(['width', 'theme']);
  });

  it('shows a change of the chart within seconds', async () => {
    const doc = { title: 'Renamed', chart: 'line', spec };
    const other = await createChart(ctx, { doc: { ...doc, title: 'Before' } });
    expect(await (await get('image.svg', '', bearer(apiKey), other.id)).text()).toContain('Before');
    await updateChart(ctx, { id: other.id, doc });
    const shown = async () => (await get('image.svg', '', bearer(apiKey), other.id)).text();
    const deadline = Date.now() + 5_000;
    while (!(await shown()).includes('Renamed')) if (Date.now() > deadline) throw new Error('it never changed');
  });
});

describe('a saved chart of an embed', () => {
  const parameters = [
    { name: 'plan', mode: 'locked', field: 'properties.plan' },
    { name: 'event', mode: 'editable', field: 'name' },
  ];
  const open = (form: string, search: string) => get(form, `?${search}`, {});

  async function shareOf(
    settings: object,
    password: string | null = null,
  ): Promise<{ share: string; end: () => Promise<void> }> {
    const known = (await listEmbeds(ctx)).find(({ resourceId }) => resourceId === id);
    const embed = known ?? (await createEmbed(ctx, { kind: 'chart', resourceId: id }));
    await updateEmbed(ctx, { id: embed.id, change: { settings } });
    const values = { name: 'link', password, expiresAt: null, parameters: { plan: ['pro'] } };
    const { link, share } = await createShare(ctx, { embedId: embed.id, ...values });
    return {
      share: new URL(link).searchParams.get('share') ?? '',
      end: () => revokeShare(ctx, { id: share.id, embedId: embed.id }),
    };
  }

  it('is public to whoever has the link, with what is locked put in, and gone with the link', async () => {
    const { share, end } = await shareOf({ parameters });
    const reply = await open('image.svg', `share=${share}&theme=dark`);
    expect([reply.status, reply.headers.get('vary')]).toEqual([200, null]);
    expect(reply.headers.get('cache-control')).toMatch(/^public, max-age=86, /);
    const json = (await (await open('data.json', `share=${share}`)).json()) as {
      data: { series: { label: string }[] };
    };
    expect(json.data.series.map(({ label }) => label)).toEqual(['pro']);
    const other = (await (await open('data.json', `share=${share}&var-event=nothing`)).json()) as typeof json;
    expect(other.data.series).toEqual([]);
    await end();
    expect((await open('image.svg', `share=${share}`)).status).toBe(401);
  });

  it('refuses what the embed does not leave to the address', async () => {
    const { share } = await shareOf({ parameters });
    const refused = async (search: string) => (await open('image.png', `share=${share}&${search}`)).status;
    expect(await refused('var-plan=free')).toBe(403);
    expect(await refused('range=7d')).toBe(400);
    expect(await refused('filter=name:=:x')).toBe(400);
    expect(await refused('timezone=Asia/Tokyo')).toBe(400);
    expect((await open('image.png', 'token=a.b.c')).status).toBe(401);
    const other = await createChart(ctx, { doc: { title: 'Other', chart: 'line', spec } });
    expect((await get('image.png', `?share=${share}`, {}, other.id)).status).toBe(401);
    const locked = await shareOf({ parameters }, 'correct horse');
    expect((await open('image.png', `share=${locked.share}`)).status).toBe(401);
  });

  it('has the time of the address where the embed allows that', async () => {
    const { share } = await shareOf({ parameters, range: 'editable' });
    const json = (await (await open('data.json', `share=${share}&range=7d`)).json()) as { query: object };
    expect(json.query).toMatchObject({ range: { last: '7d' } });
  });
});

describe('a saved chart while the engine does not answer', () => {
  it('is the last good picture, with its age and the reason in it', async () => {
    await get('image.svg');
    failure = away;
    age(12 * 60_000);
    const reply = await get('image.svg');
    expect(reply.status).toBe(200);
    expect(await reply.text()).toMatch(/>12 min old, [^<]+<\/text>/);
    expect(reply.headers.get('x-sightglass-freshness')).toMatch(/^stale; reason=/);
    expect(reply.headers.get('cache-control')).toMatch(/^private, max-age=5, .*stale-if-error=86400/);
    const json = (await (await get('data.json')).json()) as { meta: object };
    expect(json.meta).toMatchObject({ freshness: 'stale', ageMs: 12 * 60_000 });
    expect((await get('image.png')).status).toBe(200);
  });

  it('is a picture that says so where nothing is known, with the status of the failure', async () => {
    failure = away;
    for (const form of ['image.svg', 'image.png']) {
      const reply = await get(form, '?range=3h');
      expect([reply.status, reply.headers.get('cache-control')]).toEqual([503, 'no-store']);
      expect(reply.headers.get('content-type')).toMatch(/^image\//);
    }
    expect(await (await get('image.svg', '?range=3h')).text()).toMatch(
      />The (analytics )?engine is not answering[^<]*\.</,
    );
    const data = await get('data.csv', '?range=3h');
    expect([data.status, data.headers.get('content-type')]).toEqual([503, 'application/problem+json; charset=utf-8']);
  });
});

describe('who may have a saved chart by its address', () => {
  const forms = ['data.json', 'data.csv', 'image.svg', 'image.png'];
  const statuses = (key: string | null, chart = id) =>
    Promise.all(forms.map(async (form) => (await get(form, '', key === null ? {} : bearer(key), chart)).status));

  it('is a member with a session', async () => {
    expect((await get('image.svg', '', { cookie: portal.cookie })).status).toBe(200);
  });

  it('is nobody without a key, with one that was revoked, or with one for writing', async () => {
    const { key, apiKey: row } = await createApiKey(ctx, { name: 'gone', scopes: ['query'] });
    await revokeApiKey(ctx, { id: row.id });
    expect(await statuses(null)).toEqual([401, 401, 401, 401]);
    expect(await statuses(key)).toEqual([401, 401, 401, 401]);
    expect(await statuses(writeKey)).toEqual([403, 403, 403, 403]);
  });

  it('is not another workspace, which is not told that there is such a chart', async () => {
    const other = { ...(await ctx.store.workspaces.find(ctx.actor.workspaceId)), id: 'other', slug: 'other' };
    await ctx.store.workspaces.insert(other as Parameters<typeof ctx.store.workspaces.insert>[0]);
    const { key } = await createApiKey(inWorkspace('other'), { name: 'foreign', scopes: ['query'] });
    expect(await statuses(key)).toEqual([404, 404, 404, 404]);
    expect(await statuses(apiKey, 'no-such-chart')).toEqual([404, 404, 404, 404]);
  });
});
