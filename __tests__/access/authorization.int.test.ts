import type { Workspace } from '@/lib/model/workspace';
import { listedDoors, refusing } from './listed-doors';
import { keyHolder, member, strangers, type Person } from './people';
import { mark, openWorld, type Ids, type World } from './walk-world';

jest.setTimeout(180_000);
let world: World;
let home: string;
let ids: Ids;
let known: Person[];
let unknown: Person[];
let elsewhere: Person[];
let owner: Person;

beforeAll(async () => {
  world = await openWorld();
  const { portal } = world;
  const { store, newId } = portal.services;
  const main = (await store.workspaces.list()).find(({ kind }) => kind === 'main');
  if (!main) throw new Error('no workspace');
  home = main.slug;
  const of = { portal, workspaceId: main.id };
  owner = await member(of, 'owner');
  await member(of, 'viewer', 'guest');
  known = [
    await member(of, 'viewer'),
    await member(of, 'editor'),
    await member(of, 'admin'),
    await keyHolder(of, 'ingest'),
    await keyHolder(of, 'query'),
    await keyHolder(of, 'manage'),
    owner,
  ];
  unknown = await strangers(of);
  const other: Workspace = { ...main, id: newId(), slug: 'elsewhere', name: 'Elsewhere', kind: 'team' };
  await store.workspaces.insert(other);
  const there = { portal, workspaceId: other.id };
  elsewhere = [
    await member(there, 'owner', 'owner-elsewhere'),
    await keyHolder(there, 'manage', 'manage key elsewhere'),
  ];
  ids = await make();
});
afterAll(() => world.close());

/** One of everything in the workspace, all with the mark in them. */
async function make(): Promise<Ids> {
  const spec = { kind: 'total', measures: [{ agg: 'count', event: mark }], range: { last: '1h' } };
  const condition = { type: 'threshold', operator: '>=', levels: [{ severity: 'warning', value: 1 }] };
  const made = async (name: string, body: unknown): Promise<string> => {
    const { status, text } = await world.ask(owner, name, { body });
    if (status !== 201) throw new Error(`${name} was answered ${status}: ${text}`);
    return idIn(text);
  };
  await world.ask(owner, 'POST /api/events', {
    body: { name: mark, userId: 'person-of-an-event', properties: { of: mark } },
  });
  const now = Date.now();
  const matchers = [{ name: 'service', value: mark }];
  const url = 'https://example.com/hook';
  return {
    snippets: await made('POST /api/snippets', { name: mark, sql: 'SELECT 1' }),
    charts: await made('POST /api/charts', { title: mark, chart: 'number', spec }),
    dashboards: await made('POST /api/dashboards', { title: mark, panels: [] }),
    annotations: await made('POST /api/annotations', { at: now, text: mark }),
    rules: await made('POST /api/rules', { name: mark, spec, condition, every: '1d' }),
    silences: await made('POST /api/silences', { matchers, startsAt: now, endsAt: now + 3_600_000, comment: mark }),
    channels: await made('POST /api/channels', { name: mark, settings: { kind: 'webhook', url } }),
    imports: await made('POST /api/imports', { name: mark }),
    keys: await made('POST /api/keys', { name: mark, scopes: ['query'] }),
    invitations: await made('POST /api/invitations', { email: `${mark}@example.com`, role: 'viewer' }),
    'service-accounts': await made('POST /api/service-accounts', { name: mark, role: 'viewer' }),
    members: 'person-guest',
    people: 'person-of-an-event',
  };
}

function idIn(text: string): string {
  const value = JSON.parse(text) as Record<string, unknown>;
  const holder = typeof value.id === 'string' ? value : (Object.values(value).find(hasId) ?? {});
  return String((holder as { id?: unknown }).id);
}
const hasId = (value: unknown): boolean => typeof value === 'object' && value !== null && 'id' in value;

test('every door is on the list, and the list has no other', () => {
  const found = world.doors.map(({ name }) => name).sort();
  expect([...Object.keys(listedDoors), ...refusing].sort()).toEqual(found);
});

test.each(['nobody', 'revoked key', 'unknown key', 'forged session', 'session of a person who is gone'])(
  '%s gets no answer but from public doors',
  async (name) => {
    const person = unknown.find((one) => one.name === name);
    if (!person) throw new Error(`no ${name}`);
    await refused(person, { status: 401 });
  },
);

test.each(['viewer', 'editor', 'admin', 'ingest key', 'query key', 'manage key', 'owner'])(
  'a %s is refused what the role does not allow',
  async (name) => {
    await refused(personOf(name), { status: 403 });
  },
);

test.each(['owner-elsewhere', 'manage key elsewhere'])('%s sees and changes nothing of the workspace', async (name) => {
  const person = elsewhere.find((one) => one.name === name);
  if (!person) throw new Error(`no ${name}`);
  const before = await stateOf();
  for (const { name: door, route } of world.doors) {
    if (isNotAsked(door)) continue;
    const { status, text } = await world.ask(person, door, { ids });
    expect({ door, leaks: text.includes(mark) }).toEqual({ door, leaks: false });
    // Ids of people are words of whoever sends events: in the other workspace it is somebody without any.
    const isResource = route.includes('[id]') && !route.startsWith('/api/people/');
    if (isResource && !refusing.includes(door))
      expect({ door, isRefused: status >= 400 }).toEqual({ door, isRefused: true });
  }
  expect(await stateOf()).toEqual(before);
});

test('a member of another workspace cannot name this one', async () => {
  const person = elsewhere.find((one) => one.name === 'owner-elsewhere') ?? owner;
  for (const { name: door } of world.doors) {
    if (isNotAsked(door)) continue;
    const { status } = await world.ask(person, door, { ids, headers: { 'x-sightglass-workspace': home } });
    expect({ door, status }).toEqual({ door, status: 404 });
  }
});

test.each(['charts', 'dashboards'])(
  'strangers and others see nothing of %s that are not embedded for them',
  async (kind) => {
    for (const person of [...unknown, ...elsewhere]) {
      const { status, text } = await world.ask(person, `GET /embed/${kind}/[id]`, { ids });
      expect({ name: person.name, isRefused: status >= 400, leaks: text.includes(mark) }).toEqual({
        ...{ name: person.name, isRefused: true, leaks: false },
      });
    }
  },
);

test('a page of another site cannot use the session of a member', async () => {
  const before = await stateOf();
  for (const { name: door, method } of world.doors) {
    if (isNotAsked(door) || method === 'GET') continue;
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const { status } = await world.ask(owner, door, { ids, headers });
    expect({ door, status }).toEqual({ door, status: 403 });
  }
  expect(await stateOf()).toEqual(before);
});

// Last, as it removes what the others look for.
test.each(['viewer', 'editor', 'admin', 'ingest key', 'query key', 'manage key', 'owner'])(
  'a %s is let in where the role allows it',
  async (name) => {
    const person = personOf(name);
    for (const { name: door } of world.doors) {
      const listed = listedDoors[door];
      if (isNotAsked(door) || !listed || !person.may(listed)) continue;
      const { status } = await world.ask(person, door, { ids });
      expect({ door, isRefused: status === 401 || status === 403 }).toEqual({ door, isRefused: false });
    }
  },
);

function personOf(name: string): Person {
  const person = known.find((one) => one.name === name);
  if (!person) throw new Error(`no ${name}`);
  return person;
}

/** Whoever asks gets the same of these. */
const isNotAsked = (door: string): boolean =>
  refusing.includes(door) || ['public', 'protected'].includes(listedDoors[door]?.needs ?? '');

async function refused(person: Person, { status: expected }: { status: number }): Promise<void> {
  const before = await stateOf();
  for (const { name: door } of world.doors) {
    const listed = listedDoors[door];
    if (isNotAsked(door) || !listed || person.may(listed)) continue;
    const { status, text } = await world.ask(person, door, { ids });
    expect({ door, status }).toEqual({ door, status: expected });
    expect({ door, leaks: text.includes(mark) }).toEqual({ door, leaks: false });
  }
  expect(await stateOf()).toEqual(before);
}

const lists = ['snippets', 'charts', 'dashboards', 'annotations', 'rules', 'silences', 'channels', 'imports', 'keys'];

/** What people have made, as the owner sees it, and how many changes were written down. */
async function stateOf(): Promise<unknown> {
  const made = await Promise.all(
    lists.map(async (kind) => {
      const { text } = await world.ask(owner, `GET /api/${kind}`);
      const rows = Object.values(JSON.parse(text) as Record<string, Record<string, unknown>[]>)[0] ?? [];
      return rows.map(({ id, doc, name, title, text: words, endsAt, revokedAt }) => [
        id,
        doc,
        name,
        title,
        words,
        endsAt,
        revokedAt,
      ]);
    }),
  );
  const { store } = world.portal.services;
  const main = await store.workspaces.findBySlug(home);
  return { changes: (await store.audit.list(main?.id ?? '', 1_000)).length, made };
}
