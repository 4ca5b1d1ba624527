import { record } from '@/lib/audit/record';
import type { Actor } from '@/lib/model/actor';
import type { Store } from '@/lib/store/store';
import { contextOf, servicesOn } from '../auth/world';
import { openTestStore } from '../build/store';
import { workspace } from '../store/contract';

let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await openTestStore());
});
afterAll(() => close());

const actors: [Actor, string][] = [
  [{ kind: 'user', userId: 'u1', email: 'u@example.com', workspaceId: 'of-user', role: 'admin' }, 'u1'],
  [{ kind: 'key', keyId: 'k1', workspaceId: 'of-key', scopes: ['manage'] }, 'k1'],
  [{ kind: 'system', workspaceId: 'of-system', purpose: 'replay' }, 'replay'],
];

it.each(actors)('writes down who did what and when: %j', async (actor, actorId) => {
  const ctx = contextOf(servicesOn(store), actor);
  await record(store, ctx, { action: 'sample.remove', target: 'workspace:w', before: { name: 'Sample' } });
  expect(await store.audit.list(actor.workspaceId, 10)).toEqual([
    {
      id: expect.any(String) as string,
      workspaceId: actor.workspaceId,
      actor: actor.kind,
      actorId,
      action: 'sample.remove',
      target: 'workspace:w',
      before: { name: 'Sample' },
      after: null,
      at: ctx.clock.now(),
    },
  ]);
});

it('is undone together with the change it speaks of', async () => {
  const ctx = contextOf(servicesOn(store), { kind: 'system', workspaceId: 'undone', purpose: 'test' });
  const change = store.transaction(async (tx) => {
    await record(tx, ctx, { action: 'workspace.create', target: 'workspace:w' });
    await tx.workspaces.insert(workspace('w'));
    await tx.workspaces.insert(workspace('w'));
  });
  await expect(change).rejects.toMatchObject({ code: 'conflict' });
  expect(await store.audit.list('undone', 10)).toEqual([]);
});
