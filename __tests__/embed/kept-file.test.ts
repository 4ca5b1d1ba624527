import { createResultCache } from '@/lib/cache/create-result-cache';
import { keptFile } from '@/lib/embed/kept-file';
import { createMetrics } from '@/lib/telemetry/metrics';
import { now } from './chart';

function shelf(maxBytes = 1_000_000) {
  let at = 0;
  const clock = { now: () => now, monotonic: () => at };
  const services = { images: createResultCache({ maxBytes }), metrics: createMetrics(), clock };
  const made: string[] = [];
  const ask = (asOf: number, contents: string, { key = 'k', note = '', restMs = 0 } = {}) =>
    keptFile(services, {
      ...{ key, asOf, note, restMs },
      contents: () => contents,
      make: async () => {
        made.push(contents);
        await new Promise((resolve) => setImmediate(resolve));
        return Buffer.from(`<${contents}>`);
      },
    });
  return { ask, made, images: services.images, wait: (ms: number) => void (at += ms) };
}

describe('a file that is made of an answer', () => {
  it('is made once while the answer stays, and once for all who ask at the same time', async () => {
    const { ask, made } = shelf();
    const crowd = await Promise.all(Array.from({ length: 50 }, () => ask(1, 'a')));
    expect(new Set(crowd.map(({ etag }) => etag)).size).toBe(1);
    await ask(1, 'a');
    expect(made).toEqual(['a']);
  });

  it('is not made again for a newer answer that says the same, and has the same tag', async () => {
    const { ask, made } = shelf();
    const first = await ask(1, 'a');
    expect(await ask(2, 'a')).toMatchObject({ etag: first.etag, isMade: false });
    expect(made).toEqual(['a']);
  });

  it('is made again for an answer that says something else, with another tag', async () => {
    const { ask } = shelf();
    const [first, second] = [await ask(1, 'a'), await ask(2, 'b')];
    expect(second.body.toString()).toBe('<b>');
    expect(second.etag).not.toBe(first.etag);
    expect(second.etag).toMatch(/^"[\w-]{27}"$/);
  });

  it('is left as it is for a while, whatever newer answers say, but not when something has to be said', async () => {
    const { ask, made, wait } = shelf();
    const restMs = 4_000;
    await ask(1, 'a', { restMs });
    wait(3_999);
    expect(await ask(2, 'b', { restMs })).toMatchObject({ asOf: 1, isMade: false });
    await ask(3, 'c', { restMs, note: '12 min old' });
    expect(made).toEqual(['a', 'c']);
  });

  it('is shown once more while the next is made, and not when it has become too old for that', async () => {
    const { ask, made, wait } = shelf();
    const restMs = 4_000;
    await ask(1, 'a', { restMs });
    wait(4_000);
    expect((await ask(2, 'b', { restMs })).body.toString()).toBe('<a>');
    await new Promise((resolve) => setImmediate(resolve));
    expect((await ask(2, 'b', { restMs })).body.toString()).toBe('<b>');
    wait(16_000);
    expect((await ask(3, 'c', { restMs })).body.toString()).toBe('<c>');
    expect(made).toEqual(['a', 'b', 'c']);
  });

  it('makes room for others when there is none', async () => {
    const { ask, made, images } = shelf(1_400);
    for (const key of ['x', 'y', 'z', 'x']) await ask(1, key, { key });
    expect(images.stats().bytes).toBeLessThanOrEqual(1_400);
    expect(made).toEqual(['x', 'y', 'z', 'x']);
  });

  it('is tried again by the next who asks when it could not be made', async () => {
    const { images } = shelf();
    const services = { images, metrics: createMetrics(), clock: { now: () => now, monotonic: () => now } };
    const of = { key: 'k', asOf: 1, note: '', restMs: 0 };
    const broken = { ...of, contents: () => 'a', make: () => Promise.reject(new Error('broken')) };
    await expect(keptFile(services, broken)).rejects.toThrow('broken');
    const mended = { ...broken, make: async () => Buffer.from('a') };
    expect(await keptFile(services, mended)).toMatchObject({ isMade: true });
  });
});
