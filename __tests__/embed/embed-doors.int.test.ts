import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { nodeSnippet } from '@/app/_ui/embeds/snippets';
import { signToken } from '@/lib/embed/token';
import type { PageConfig } from '@/lib/embed/draw/page-config';
import type { Embed, EmbedKeySummary, EmbedShareSummary } from '@/lib/model/embed';
import { apiKey, streamPortal, until, writeKey } from '../http/streams/portal';
import { bearer, sendEvents } from '../server/portal-client';
import { callDoor, readStream } from './embed-portal';

jest.setTimeout(120_000);
const site = 'https://customer.example';
const total = { kind: 'total', measures: [{ agg: 'count', event: 'order' }], range: { last: '24h' } };
const settings = {
  frameAncestors: [site],
  parameters: [
    { name: 'customer', field: 'properties.customer', mode: 'locked' },
    { name: 'plan', field: 'properties.plan', mode: 'editable' },
  ],
};

let portal: Awaited<ReturnType<typeof streamPortal>>;
let chartId: string;
let embed: Embed;
let key: EmbedKeySummary;
let secret: string;

const order = (customer: string, plan = 'pro') => ({ name: 'order', properties: { customer, plan } });
const orders = async (events: object[]) =>
  expect((await sendEvents(portal.origin, writeKey, events, '?wait=visible')).status).toBe(202);

beforeAll(async () => {
  portal = await streamPortal();
  const doc = { title: 'Orders <b>&', chart: 'number', spec: total };
  chartId = (await callDoor<{ id: string }>('POST', '/api/charts', doc)).body.id;
  const made = await callDoor<Embed>('POST', '/api/embeds', { kind: 'chart', resourceId: chartId, settings });
  expect(made.status).toBe(201);
  embed = made.body;
  const keyed = { name: 'Site', algorithm: 'HS256', embedId: embed.id };
  const { body } = await callDoor<{ key: EmbedKeySummary; secret: string }>('POST', '/api/embeds/keys', keyed);
  ({ key, secret } = body);
  await orders([order('acme'), order('acme', 'free'), order('other'), order('other'), order('other')]);
});
afterAll(() => portal.stop());

type Said = { customer?: string[] | undefined; kid?: string; secret?: string; resourceId?: string };
async function tokenFor(said: Said = {}): Promise<string> {
  const now = Date.now();
  const values = said.customer === undefined ? { customer: ['acme'] } : { customer: said.customer };
  const input = { kind: 'chart' as const, resourceId: said.resourceId ?? chartId, values, expiresAt: now + 600_000 };
  return signToken({ ...input, kid: said.kid ?? key.kid }, { algorithm: 'HS256', secret: said.secret ?? secret }, now);
}

const page = (query: string, init?: RequestInit) =>
  fetch(`${portal.origin}/embed/charts/${chartId}?${query}`, { redirect: 'manual', ...init });
const big = (html: string) => /class="sg-big"[^>]*>([^<]*)</.exec(html)?.[1];
const configIn = (html: string) => JSON.parse(/id="sg-config">([^<]*)</.exec(html)?.[1] ?? 'null') as PageConfig;

it('the code for Node opens the embed as it was copied, with the numbers in the HTML and the frame policy of the embed', async () => {
  const look = { theme: 'dark', locale: 'de' };
  const input = {
    publicUrl: portal.origin,
    kind: 'chart',
    resourceId: chartId,
    title: 'Orders',
    kid: key.kid,
  } as const;
  const code = nodeSnippet({ ...input, parameters: embed.settings.parameters, look }).replace('VALUE', 'acme');
  const file = path.join(portal.services.dataDir, 'snippet.mjs');
  await writeFile(file, code);
  const env = { ...process.env, SIGHTGLASS_EMBED_SECRET: secret, NODE_OPTIONS: '' };
  const { stdout } = await promisify(execFile)(process.execPath, [file], { env });
  const reply = await fetch(stdout.trim());
  const html = await reply.text();
  expect([reply.status, big(html)]).toEqual([200, '2']);
  expect(html).toContain('<html lang="de" data-theme="dark">');
  expect(html).toContain('Orders &lt;b&gt;&amp;');
  expect(html).not.toContain('Orders <b>');
  expect(reply.headers.get('set-cookie')).toBeNull();
  const policy = reply.headers.get('content-security-policy') ?? '';
  expect(policy).toContain(`frame-ancestors 'self' ${site}`);
  expect(policy).not.toContain('unsafe');
  expect(reply.headers.get('referrer-policy')).toBe('no-referrer');
});

it.each<[string, () => Promise<string>, number]>([
  ['what the token locks, through the address', async () => `token=${await tokenFor()}&var-customer=other`, 403],
  ['a parameter that there is not', async () => `token=${await tokenFor()}&var-region=eu`, 400],
  ['no value for what is locked', async () => `token=${await tokenFor({ customer: [] })}`, 403],
  ['another chart’s token', async () => `token=${await tokenFor({ resourceId: 'another' })}`, 403],
  ['another secret', async () => `token=${await tokenFor({ secret: 'x'.repeat(43) })}`, 401],
  ['a key that nobody knows', async () => `token=${await tokenFor({ kid: 'ek_unknown' })}`, 401],
  ['a link that nobody knows', async () => 'share=nothing', 401],
  ['nothing at all', async () => '', 401],
])('refuses %s, in words and as a problem', async (_, query, status) => {
  const asked = await query();
  const reply = await page(asked);
  expect(reply.status).toBe(status);
  expect(await reply.text()).toMatch(/^<!doctype html>.*role="alert"/);
  const problem = await page(asked, { headers: { accept: 'application/json' } });
  expect(problem.headers.get('content-type')).toContain('application/problem+json');
  expect(await problem.json()).toMatchObject({ status });
});

it('refuses the key of another workspace', async () => {
  const system = await portal.services.store.workspaces.findBySlug('system');
  const workspaces = await portal.services.store.workspaces.list();
  const other = system ?? workspaces.find(({ id }) => id !== embed.workspaceId);
  const foreign = {
    ...(await portal.services.store.embedKeys.find(key.kid)),
    kid: 'ek_foreign',
    embedId: null,
    workspaceId: other?.id ?? '',
  };
  await portal.services.store.embedKeys.insert(foreign as never);
  const reply = await page(`token=${await tokenFor({ kid: 'ek_foreign' })}`);
  expect([reply.status, reply.headers.get('x-sightglass-refusal')]).toEqual([403, 'disabled']);
});

it('lets whoever watches choose what is editable, and nothing more', async () => {
  const html = await (await page(`token=${await tokenFor()}&var-plan=free`)).text();
  expect(big(html)).toBe('1');
  // Offering the values that there are would tell one customer the names of another.
  expect(html).toMatch(/<input name="var-plan" value="free"/);
  expect(html).not.toContain('name="var-customer"');
});

it('is live over shared questions, for its own panel only, and without the question', async () => {
  const { grant } = configIn(await (await page(`token=${await tokenFor()}`)).text());
  const asked = Buffer.from(JSON.stringify([{ id: 'mine', spec: total }])).toString('base64url');
  const url = `${portal.origin}/api/live?grant=${grant ?? ''}&watch=${asked}&incidents=0`;
  const questions = portal.services.live.stats().questions;
  const readers = [readStream(url), readStream(url), readStream(url)];
  await until(() => readers.every(({ frames }) => frames.some(({ type }) => type === 'snapshot')), 'a snapshot');
  expect(portal.services.live.stats().questions).toBe(questions + 1);
  await orders([order('acme'), order('other')]);
  const values = () =>
    readers[0]?.frames.flatMap((frame) => (frame.type === 'patch' ? [JSON.stringify(frame.patch)] : [])) ?? [];
  await until(() => values().some((text) => text.includes('"value":3')), 'the order of the customer');
  const told = JSON.stringify(readers.map(({ frames }) => frames));
  expect(told).not.toContain('mine');
  expect(told).not.toContain('properties.customer');
  readers.forEach(({ stop }) => stop());
  await until(() => portal.services.embeds.streams.size() === 0, 'the streams are counted out');
});

it('has no other door for a grant, nor a stream for a forged one', async () => {
  const { grant } = configIn(await (await page(`token=${await tokenFor()}`)).text());
  const query = await fetch(`${portal.origin}/api/query?grant=${grant ?? ''}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${grant ?? ''}` },
    body: JSON.stringify(total),
  });
  expect(query.status).toBe(401);
  for (const forged of [`${grant ?? ''}x`, await tokenFor(), '', 'a.b.c'])
    expect((await fetch(`${portal.origin}/api/live?grant=${forged}`)).status).toBe(401);
});

it('opens a link with its password only, and an ended one not at all', async () => {
  const input = { name: 'Board', password: 'open sesame', parameters: { customer: 'other' } };
  const made = await callDoor<{ share: EmbedShareSummary; link: string }>(
    'POST',
    `/api/embeds/${embed.id}/shares`,
    input,
  );
  expect(made.status).toBe(201);
  const query = new URL(made.body.link).search.slice(1);
  const closed = await page(query);
  const form = await closed.text();
  expect([closed.status, big(form)]).toEqual([401, undefined]);
  expect(form).toContain('type="password"');
  const post = (password: string) => page(query, { method: 'POST', body: new URLSearchParams({ password }) });
  expect((await post('open sesam')).status).toBe(401);
  const right = await post('open sesame');
  expect([right.status, right.headers.get('set-cookie')]).toEqual([303, null]);
  const opened = await fetch(new URL(right.headers.get('location') ?? '', portal.origin));
  expect(big(await opened.text())).toBe('4');
  expect((await callDoor('DELETE', `/api/embeds/${embed.id}/shares/${made.body.share.id}`)).status).toBe(204);
  const ended = await fetch(new URL(right.headers.get('location') ?? '', portal.origin));
  expect([ended.status, ended.headers.get('x-sightglass-refusal')]).toEqual([401, 'ended_share']);
});

it('opens for members in their session, and for an API key not', async () => {
  const own = await page('workspace=main', { headers: { cookie: portal.cookie } });
  expect([own.status, big(await own.text())]).toEqual([200, '7']);
  expect((await page('', { headers: bearer(apiKey) })).status).toBe(401);
});

it('ends within seconds with its key, after a new one took its place', async () => {
  const { grant } = configIn(await (await page(`token=${await tokenFor()}`)).text());
  const reader = readStream(`${portal.origin}/api/live?grant=${grant ?? ''}`);
  await until(() => reader.frames.length > 0, 'the stream is open');
  const rotated = await callDoor<{ key: EmbedKeySummary; secret: string }>(
    'POST',
    `/api/embeds/keys/${key.kid}/rotate`,
  );
  expect(rotated.status).toBe(201);
  const next = { kid: rotated.body.key.kid, secret: rotated.body.secret };
  expect((await page(`token=${await tokenFor(next)}`)).status).toBe(200);
  expect((await page(`token=${await tokenFor()}`)).status).toBe(200);
  expect((await callDoor('DELETE', `/api/embeds/keys/${key.kid}`)).status).toBe(204);
  await until(reader.hasEnded, 'the stream ends');
  const refused = await page(`token=${await tokenFor()}`);
  expect([refused.status, refused.headers.get('x-sightglass-refusal')]).toEqual([401, 'ended_key']);
  expect((await fetch(`${portal.origin}/api/live?grant=${grant ?? ''}`)).status).toBe(401);
  expect((await page(`token=${await tokenFor(next)}`)).status).toBe(200);
});

it('writes down every change, without a secret in it', async () => {
  const entries = await portal.services.store.audit.list(embed.workspaceId, 50);
  const actions = entries.map(({ action }) => action);
  expect(actions).toEqual(
    expect.arrayContaining([
      'embed.create',
      'embed_key.create',
      'embed_key.rotate',
      'embed_key.revoke',
      'embed_share.create',
      'embed_share.revoke',
    ]),
  );
  expect(JSON.stringify(entries)).not.toContain(secret);
  expect(JSON.stringify(entries)).not.toContain('sesame');
  const stored = await portal.services.store.embedKeys.list(embed.workspaceId);
  expect(JSON.stringify(stored)).not.toContain(secret);
});

it('refuses settings that would lock nothing or leave the policy', async () => {
  const put = (change: object) =>
    callDoor('PATCH', `/api/embeds/${embed.id}`, { settings: { ...settings, ...change } });
  expect((await put({ parameters: [{ name: 'typo', mode: 'locked' }] })).status).toBe(400);
  expect((await put({ frameAncestors: ["https://a.example; script-src 'unsafe-inline'"] })).status).toBe(400);
  expect((await put({ style: { '--sg-v1-accent': 'red;}body{display:none' } })).status).toBe(400);
  expect((await put({ style: { '--sg-v1-accent': 'url(https://a.example)' } })).status).toBe(400);
  expect((await put({})).status).toBe(200);
});
