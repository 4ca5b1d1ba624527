import { createBreakers } from '@/lib/breaker/create-breakers';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { resetBreaker } from '@/lib/http/reset-breaker';
import type { Role } from '@/lib/model/actor';
import type { Store } from '@/lib/store/store';
import { createLogger } from '@/lib/telemetry/logger';
import { systemClock } from '@/lib/time/clock';
import { openTestStore } from '../build/store';
import { workspace } from '../store/contract';

let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await openTestStore());
  await store.workspaces.insert(workspace('w'));
}, 60_000);
afterAll(() => close());

const contextFor = (role: Role, change: Partial<Context> = {}) =>
  ({
    clock: systemClock,
    newId: () => Math.random().toString(36).slice(2).padEnd(21, '0'),
    log: createLogger('silent'),
    store,
    breakers: createBreakers({ clock: systemClock, failures: 1, probeAfterMs: 60_000 }),
    actor: { kind: 'user', workspaceId: 'w', userId: 'u', email: 'ann@example.com', role },
    ...change,
  }) as unknown as Context;
const fail = (ctx: Context, name: 'engine' | 'store') =>
  ctx.breakers[name].run(() => Promise.reject(new AppError(`${name}_unavailable`, 'gone'))).catch(() => undefined);

test('an admin closes a breaker by hand, and who it was stands in its history and in the audit log', async () => {
  const ctx = contextFor('admin');
  await fail(ctx, 'engine');
  const after = await resetBreaker(ctx, { name: 'engine' });
  expect(after.state).toBe('closed');
  expect(after.history[0]).toMatchObject({ to: 'closed', reason: 'Reset by ann@example.com' });
  expect(await store.audit.list('w', 10)).toContainEqual(
    expect.objectContaining({ action: 'breaker.reset', target: 'breaker:engine', before: { state: 'open' } }),
  );
});

test('an editor may not, and a breaker that is not there is not found', async () => {
  await expect(resetBreaker(contextFor('editor'), { name: 'engine' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(resetBreaker(contextFor('admin'), { name: 'channel:x' })).rejects.toMatchObject({ code: 'not_found' });
});

test('the channels of other workspaces are out of reach', async () => {
  const ctx = contextFor('admin');
  ctx.breakers.channel({ id: 'c', workspaceId: 'other', name: 'Theirs' });
  await expect(resetBreaker(ctx, { name: 'channel:c' })).rejects.toMatchObject({ code: 'not_found' });
});

test('the breaker of a store that is away can be reset, though nothing can be written down then', async () => {
  const gone = () => Promise.reject(new AppError('store_unavailable', 'gone'));
  const ctx = contextFor('owner', { store: { ...store, audit: { ...store.audit, insert: gone } } });
  await fail(ctx, 'store');
  await expect(resetBreaker(ctx, { name: 'store' })).resolves.toMatchObject({ state: 'closed' });
});
