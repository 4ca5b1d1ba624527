import { AppError } from '@/lib/errors/app-error';
import { LastGoodReads } from '@/lib/store/last-good-reads';

const away = () => Promise.reject(new AppError('store_unavailable', 'away'));
const group = 'users';
let time = 0;
let used = 0;
let memory: LastGoodReads;
beforeEach(() => {
  time = 0;
  used = 0;
  memory = new LastGoodReads({ clock: { monotonic: () => time }, onUsed: () => (used += 1) });
});
const ask = <T>(read: () => Promise<T>, key = 'find["u1"]') => memory.answer({ group, key }, read);

test('the last good answer is given while the store is away, for fifteen minutes and no longer', async () => {
  expect(await ask(() => Promise.resolve('ada'))).toBe('ada');
  time = 14 * 60_000;
  expect(await ask(away)).toBe('ada');
  expect(used).toBe(1);
  time = 16 * 60_000;
  await expect(ask(away)).rejects.toMatchObject({ code: 'store_unavailable' });
});

test('what was never read, or was not there, is not known', async () => {
  await expect(ask(away)).rejects.toMatchObject({ code: 'store_unavailable' });
  await ask(() => Promise.resolve('ada'));
  expect(await ask(() => Promise.resolve(null))).toBeNull();
  await expect(ask(away)).rejects.toMatchObject({ code: 'store_unavailable' });
});

test('a store that says no is believed: only one that does not answer is covered', async () => {
  await ask(() => Promise.resolve('ada'));
  const no = () => Promise.reject(new AppError('invalid_input', 'no'));
  await expect(ask(no)).rejects.toMatchObject({ code: 'invalid_input' });
});

test('while the store is slow the last good answer comes first and the new one is kept for the next', async () => {
  await ask(() => Promise.resolve('old'));
  let land: (value: string) => void = () => undefined;
  const slow = ask(() => new Promise<string>((resolve) => (land = resolve)));
  expect(await slow).toBe('old');
  land('new');
  await new Promise((resolve) => setImmediate(resolve));
  expect(await ask(away)).toBe('new');
});

test('what was read before a write is not given after it, nor what was being read meanwhile', async () => {
  await ask(() => Promise.resolve('before'));
  let land: (value: string) => void = () => undefined;
  const reading = ask(() => new Promise<string>((resolve) => (land = resolve)), 'find["u2"]');
  memory.forget(group);
  land('before');
  expect(await reading).toBe('before');
  await expect(ask(away)).rejects.toMatchObject({ code: 'store_unavailable' });
  await expect(ask(away, 'find["u2"]')).rejects.toMatchObject({ code: 'store_unavailable' });
});

test('a write to one group leaves the others', async () => {
  await memory.answer({ group: 'users', key: 'a' }, () => Promise.resolve(1));
  memory.forget('dashboards');
  expect(await memory.answer({ group: 'users', key: 'a' }, away)).toBe(1);
});

test('what is believed is asked again after three seconds, or at once when it was written', async () => {
  let reads = 0;
  const find = () => memory.answer({ group, key: 'find["u1"]', isBelieved: true }, () => Promise.resolve((reads += 1)));
  expect([await find(), await find()]).toEqual([1, 1]);
  time = 2_999;
  expect(await find()).toBe(1);
  time = 3_000;
  expect(await find()).toBe(2);
  memory.forget(group);
  expect(await find()).toBe(3);
  expect(used).toBe(0);
});
