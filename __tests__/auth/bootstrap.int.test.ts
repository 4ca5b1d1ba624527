import { authenticateKey } from '@/lib/auth/authenticate-key';
import { bootstrapPortal, type BootstrapInit } from '@/lib/auth/bootstrap';
import { verifyPassword } from '@/lib/auth/password';
import { openTestStore } from '../build/store';
import { servicesOn } from './world';

const nothing: BootstrapInit = {
  email: undefined,
  password: undefined,
  workspace: 'main',
  writeKey: undefined,
  apiKey: undefined,
  sample: true,
};

async function world() {
  const { store, close } = await openTestStore();
  return { store, close, services: servicesOn(store) };
}

it('makes the first owner, the workspaces and a write key, once', async () => {
  const { store, services, close } = await world();
  const first = await bootstrapPortal(services, { ...nothing, workspace: 'Café Nord' });
  expect(first).toMatchObject({
    created: true,
    email: 'admin@localhost',
    password: expect.stringMatching(/^\S{16,}$/) as string,
    writeKey: expect.stringMatching(/^sgw_/) as string,
  });
  expect(first.workspaces.map(({ slug, kind, name }) => [slug, kind, name])).toEqual([
    ['cafe-nord', 'main', 'Café Nord'],
    ['system', 'system', 'Portal'],
    ['sample', 'sample', 'Sample: US flights'],
  ]);
  const owner = await store.users.findByEmail('admin@localhost');
  expect(await verifyPassword(owner?.passwordHash ?? null, first.password ?? '')).toBe(true);
  expect((await store.workspaces.listOfUser(owner?.id ?? '')).map(({ role }) => role)).toEqual([
    'owner',
    'owner',
    'owner',
  ]);
  expect(await authenticateKey(services, `Bearer ${first.writeKey}`)).toMatchObject({
    workspaceId: first.workspaces[0]?.id,
    scopes: ['ingest'],
  });

  const second = await bootstrapPortal(services, {
    ...nothing,
    workspace: 'Another name',
    email: 'eve@example.com',
    password: 'a new password',
    sample: false,
  });
  expect(second).toEqual({
    created: false,
    email: '',
    workspaces: expect.arrayContaining(first.workspaces) as unknown,
  });
  expect(await store.users.count()).toBe(1);
  expect(await store.workspaces.list()).toHaveLength(3);
  expect(await store.apiKeys.list(first.workspaces[0]?.id ?? '')).toHaveLength(1);

  const given = { ...nothing, writeKey: 'a-given-write-key', apiKey: 'a-given-api-key-1' };
  expect(await bootstrapPortal(services, given)).toMatchObject({ created: false, writeKey: 'a-given-write-key' });
  expect(await bootstrapPortal(services, given)).not.toHaveProperty('writeKey');
  const keys = await store.apiKeys.list(first.workspaces[0]?.id ?? '');
  expect(keys.map(({ scopes }) => scopes.join(' ')).sort()).toEqual(['ingest', 'ingest', 'query manage']);
  await close();
});

it('takes everything as it is given, and brings no revoked key back', async () => {
  const { store, services, close } = await world();
  const init = {
    email: ' Ops@Example.COM',
    password: 'given password',
    workspace: 'main',
    writeKey: 'one-key-for-everything',
    apiKey: 'one-key-for-everything',
    sample: false,
  };
  const first = await bootstrapPortal(services, init);
  expect(first).toMatchObject({ created: true, email: 'ops@example.com', writeKey: 'one-key-for-everything' });
  expect(first).not.toHaveProperty('password');
  expect(first.workspaces.map(({ slug }) => slug)).toEqual(['main', 'system']);
  expect(
    await verifyPassword((await store.users.findByEmail('ops@example.com'))?.passwordHash ?? null, 'given password'),
  ).toBe(true);
  const [key] = await store.apiKeys.list(first.workspaces[0]?.id ?? '');
  expect(key).toMatchObject({ prefix: 'one-k', scopes: ['ingest', 'query', 'manage'] });

  await store.apiKeys.revoke(key?.workspaceId ?? '', key?.id ?? '', 1);
  await bootstrapPortal(services, init);
  expect(await store.apiKeys.list(key?.workspaceId ?? '')).toHaveLength(1);
  await expect(authenticateKey(services, 'Bearer one-key-for-everything')).rejects.toMatchObject({
    code: 'unauthenticated',
  });
  await close();
});

it('makes one portal when several replicas start on one empty store at the same moment', async () => {
  const { store, services, close } = await world();
  const starts = await Promise.all(Array.from({ length: 4 }, () => bootstrapPortal(services, nothing)));
  expect(starts.filter(({ created }) => created)).toHaveLength(1);
  expect(await store.users.count()).toBe(1);
  expect(await store.workspaces.list()).toHaveLength(3);
  await close();
});
