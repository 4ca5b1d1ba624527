import { AppError } from '@/lib/errors/app-error';
import { rememberReads } from '@/lib/store/remember-reads';
import type { Store } from '@/lib/store/store';
import { createMetrics } from '@/lib/telemetry/metrics';
import { openTestStore } from '../build/store';
import { user, workspace } from './contract';

let opened: Awaited<ReturnType<typeof openTestStore>>;
let isAway = false;
let store: Store;
const metrics = createMetrics();
let laterMs = 0;
const clock = { monotonic: () => performance.now() + laterMs };

beforeAll(async () => {
  opened = await openTestStore((call) =>
    isAway ? Promise.reject(new AppError('store_unavailable', 'The store does not answer')) : call(),
  );
  store = rememberReads(opened.store, { clock, metrics });
  await store.workspaces.insert(workspace('w1'));
  await store.users.insert(user('u1'));
  await store.workspaces.addMember('w1', 'u1', 'viewer');
}, 60_000);
afterAll(() => opened.close());
beforeEach(() => (isAway = false));

test('who is signed in and where they are members is known while the store is away, and counted', async () => {
  const before = [await store.users.find('u1'), await store.workspaces.listOfUser('u1')];
  isAway = true;
  laterMs += 5_000;
  expect([await store.users.find('u1'), await store.workspaces.listOfUser('u1')]).toEqual(before);
  await expect(store.users.find('u2')).rejects.toMatchObject({ code: 'store_unavailable' });
  await expect(store.users.findByEmail('u1@example.com')).rejects.toMatchObject({ code: 'store_unavailable' });
  expect((await metrics.store.remembered.get()).values[0]?.value).toBe(2);
});

test('what a transaction has written is not hidden by what was read before it', async () => {
  const get = () => store.settings.get<number>('w1', 'n');
  await store.settings.set('w1', 'n', 1);
  expect(await get()).toBe(1);
  await store.transaction((tx) => tx.settings.set('w1', 'n', 2));
  isAway = true;
  await expect(get()).rejects.toMatchObject({ code: 'store_unavailable' });
  isAway = false;
  expect(await get()).toBe(2);
  isAway = true;
  expect(await get()).toBe(2);
});
