import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createOpenRequests } from '@/lib/http/open-requests';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const reply = () => new EventEmitter() as unknown as ServerResponse;

describe('the open requests of a portal that stops', () => {
  it('are settled at once when there are none', async () => {
    expect(await createOpenRequests().settled(1_000)).toBe(true);
  });

  it('are settled when the last reply is out, however many wait for that', async () => {
    const open = createOpenRequests();
    const [first, second] = [reply(), reply()];
    open.add(first);
    open.add(second);
    const told: boolean[] = [];
    const all = Promise.all([open.settled(1_000), open.settled(5_000)]).then((both) => told.push(...both));
    first.emit('close');
    await jest.advanceTimersByTimeAsync(900);
    expect(told).toEqual([]);
    second.emit('close');
    await all;
    expect(told).toEqual([true, true]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('are given up after their time, and one that ends twice counts once', async () => {
    const open = createOpenRequests();
    const [first, second] = [reply(), reply()];
    open.add(first);
    open.add(second);
    const settled = open.settled(1_000);
    first.emit('close');
    first.emit('close');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await settled).toBe(false);
    second.emit('close');
    expect(await open.settled(1_000)).toBe(true);
  });
});
