import { authenticateKey, createKeyAuthenticator } from '@/lib/auth/authenticate-key';
import { createApiKey } from '@/lib/auth/create-api-key';
import { listApiKeys } from '@/lib/auth/list-api-keys';
import { revokeApiKey } from '@/lib/auth/revoke-api-key';
import { AppError } from '@/lib/errors/app-error';
import type { Actor, Role } from '@/lib/model/actor';
import type { Store } from '@/lib/store/store';
import { openTestStore } from '../build/store';
import { workspace } from '../store/contract';
import { contextOf, moving, servicesOn } from './world';

let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await openTestStore());
  for (const id of ['w', 'other']) await store.workspaces.insert(workspace(id));
});
afterAll(() => close());

const as = (role: Role, workspaceId = 'w'): Actor => ({
  kind: 'user',
  userId: 'u',
  email: 'u@example.com',
  workspaceId,
  role,
});
const refused = expect.objectContaining({ code: 'unauthenticated', status: 401 }) as Error;

/** The store with its key look-ups counted, and broken when wanted. */
function observed() {
  const state = { lookUps: 0, touches: 0, fault: null as AppError | null };
  const apiKeys: Store['apiKeys'] = {
    ...store.apiKeys,
    list: (id) => store.apiKeys.list(id),
    insert: (key) => store.apiKeys.insert(key),
    revoke: (workspaceId, id, at) => store.apiKeys.revoke(workspaceId, id, at),
    findByHash: async (hash) => {
      state.lookUps += 1;
      if (state.fault !== null) throw state.fault;
      return store.apiKeys.findByHash(hash);
    },
    touch: (id, at) => {
      state.touches += 1;
      return store.apiKeys.touch(id, at);
    },
  };
  return { state, store: { ...store, apiKeys } };
}

async function world() {
  const clock = moving();
  const seen = observed();
  const services = servicesOn(seen.store, clock);
  const ctx = contextOf(services, as('admin'));
  const { key, apiKey } = await createApiKey(ctx, { name: 'Shop', scopes: ['ingest'] });
  return { clock, ctx, key, apiKey, state: seen.state, services, keys: createKeyAuthenticator(services) };
}

describe('keys', () => {
  it('are shown once, stored hashed, listed without their hash and written down without the key', async () => {
    const { ctx, key, apiKey } = await world();
    const listed = await listApiKeys(ctx);
    expect(listed.find(({ id }) => id === apiKey.id)).toEqual({
      id: apiKey.id,
      name: 'Shop',
      prefix: key.slice(0, 8),
      scopes: ['ingest'],
      serviceAccountId: null,
      createdAt: ctx.clock.now(),
      expiresAt: null,
      lastUsedAt: null,
      revokedAt: null,
    });
    const audit = await store.audit.list('w', 100);
    expect(audit.find(({ target }) => target === `api_key:${apiKey.id}`)).toMatchObject({
      action: 'api_key.create',
      target: `api_key:${apiKey.id}`,
      actor: 'user',
      actorId: 'u',
      after: { name: 'Shop', scopes: ['ingest'], expiresAt: null, serviceAccountId: null },
    });
    expect(JSON.stringify([listed, audit, await store.apiKeys.list('w')])).not.toContain(key);
  });

  it('are made, listed and revoked by administrators only, in their own workspace only', async () => {
    const { ctx, apiKey } = await world();
    const editor = { ...ctx, actor: as('editor') };
    await expect(createApiKey(editor, { name: 'x', scopes: ['manage'] })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listApiKeys(editor)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(revokeApiKey(editor, { id: apiKey.id })).rejects.toMatchObject({ code: 'forbidden' });
    const stranger = { ...ctx, actor: as('owner', 'other') };
    expect(await listApiKeys(stranger)).toEqual([]);
    await expect(revokeApiKey(stranger, { id: apiKey.id })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a request with a key', () => {
  it('is one of the key, with its workspace and scopes', async () => {
    const { services, key, apiKey } = await world();
    expect(await authenticateKey(services, `Bearer ${key}`)).toEqual({
      kind: 'key',
      keyId: apiKey.id,
      workspaceId: 'w',
      scopes: ['ingest'],
      role: 'admin',
    });
  });

  it.each(['', 'Bearer', 'Basic dXNlcg==', 'Bearer sgw_unknown', 'Bearer ../../etc'])(
    'is refused with the header %j',
    async (header) => {
      await expect(authenticateKey(servicesOn(store), header)).rejects.toEqual(refused);
    },
  );

  it('asks the store once for many requests at once, and not again for the next seconds', async () => {
    const { keys, key, state, clock } = await world();
    await Promise.all(Array.from({ length: 100 }, () => keys.authenticate(key)));
    clock.advance(1_999);
    await keys.authenticate(key);
    expect(state.lookUps).toBe(1);
  });

  it('is refused at the latest five seconds after its key was revoked', async () => {
    const { ctx, keys, key, apiKey, clock } = await world();
    await keys.authenticate(key);
    await revokeApiKey(ctx, { id: apiKey.id });
    await expect(revokeApiKey(ctx, { id: apiKey.id })).rejects.toMatchObject({ code: 'not_found' });
    clock.advance(4_999);
    await expect(keys.authenticate(key)).rejects.toEqual(refused);
    const entry = (await store.audit.list('w', 100)).find(
      ({ action, target }) => `${action} ${target}` === `api_key.revoke api_key:${apiKey.id}`,
    );
    expect(entry).toMatchObject({ actor: 'user', actorId: 'u' });
  });

  it('never waits for the store while it comes regularly, and still notices the revocation', async () => {
    const { ctx, keys, key, apiKey, clock, state } = await world();
    await keys.authenticate(key);
    await revokeApiKey(ctx, { id: apiKey.id });
    clock.advance(2_500);
    await expect(keys.authenticate(key)).resolves.toMatchObject({ keyId: apiKey.id });
    expect(state.lookUps).toBe(2);
    await until(() =>
      keys.authenticate(key).then(
        () => false,
        () => true,
      ),
    );
    expect(state.lookUps).toBe(2);
  });

  it('with an unknown key asks the store once in a while only', async () => {
    const { keys, state, clock } = await world();
    for (let n = 0; n < 20; n += 1) await expect(keys.authenticate('sgw_not-a-key')).rejects.toEqual(refused);
    expect(state.lookUps).toBe(1);
    clock.advance(4_000);
    await expect(keys.authenticate('sgw_not-a-key')).rejects.toEqual(refused);
    expect(state.lookUps).toBe(2);
  });

  it('goes on for a minute while the store is away, and not for a key it never saw', async () => {
    const { keys, key, state, clock } = await world();
    await keys.authenticate(key);
    state.fault = new AppError('store_unavailable', 'The store does not answer (see DATABASE_URL)');
    clock.advance(59_000);
    await expect(keys.authenticate(key)).resolves.toMatchObject({ kind: 'key' });
    await expect(keys.authenticate('sgw_another')).rejects.toBe(state.fault);
    clock.advance(1_000);
    await expect(keys.authenticate(key)).rejects.toBe(state.fault);
    state.fault = null;
    await expect(keys.authenticate(key)).resolves.toMatchObject({ kind: 'key' });
  });

  it('notes the use at most once a minute', async () => {
    const { keys, key, apiKey, state, clock } = await world();
    for (let second = 0; second < 60; second += 1) {
      await keys.authenticate(key);
      clock.advance(1_000);
    }
    expect(state.touches).toBe(1);
    await keys.authenticate(key);
    expect(state.touches).toBe(2);
    await until(
      async () => (await store.apiKeys.list('w')).find(({ id }) => id === apiKey.id)?.lastUsedAt === clock.now(),
    );
  });

  it('costs microseconds when the key is known', async () => {
    const { keys, key } = await world();
    for (let n = 0; n < 2_000; n += 1) await keys.authenticate(key);
    const rounds = 20_000;
    const start = performance.now();
    for (let n = 0; n < rounds; n += 1) await keys.authenticate(key);
    const microseconds = ((performance.now() - start) / rounds) * 1_000;
    expect(microseconds).toBeLessThan(100);
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('The condition never came true');
}
